/** `translation:` of a component YAML (`AssetSpecUpdateKwargs`, dagster 1.11-1.13) put over a spec that a library made. */
import type { CallContext, Value } from "../python/values.ts";
import { bind } from "./arguments.ts";
import { coercePrefix, withPrefix } from "./asset-key.ts";
import { makeAssetSpec, mergeAttributes, replaceAttributes } from "./asset-spec.ts";
import type { SpecFields } from "./objects.ts";
import { callArgsOf, resolveAssetAttributes } from "./resolve-fields.ts";
import type { Session } from "./session.ts";
import { renderLate } from "./templates.ts";
import { doubtFields } from "./assets-definition.ts";
import { unknownFrom, notA } from "./read-values.ts";

/** `names`: what templates may ask of this asset's origin (`node`, `stream_definition`), besides `spec`. */
export function translateSpec(spec: SpecFields, given: Value, names: ReadonlyMap<string, Value>, session: Session, context: CallContext): SpecFields {
  const asset = makeAssetSpec(spec, { name: "", source: spec.source, definedBy: spec.definedBy });
  const translation = renderLate(given, new Map([["spec", asset], ["asset", asset], ...names]), context);
  if (translation.type !== "dict") return doubtFields(spec, unknownFrom(notA("a mapping", translation)));
  const named = new Map(resolveAssetAttributes(translation, session, context));
  const span = translation.span ?? spec.source;
  const prefix = named.get("key_prefix");
  named.delete("key_prefix");
  const merged = new Map([...named].filter(([name]) => name === "metadata" || name === "tags"));
  const replaced = new Map([...named].filter(([name]) => !merged.has(name)));
  const changed = replaceAttributes(mergeAttributes(spec, bind(callArgsOf(merged, span)), context), bind(callArgsOf(replaced, span)), context);
  if (!prefix) return changed;
  const path = coercePrefix(prefix, context);
  return { ...changed, key: withPrefix(changed.key, path), deps: changed.deps.map((dep) => ({ ...dep, key: withPrefix(dep.key, path) })) };
}
