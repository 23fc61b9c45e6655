/**
 * `post_processing: assets:` of a component's YAML -> changed definitions: attributes merged into or put over the assets that a target
 * selects (dagster 1.10-1.13, `components/resolved/core_models.py`). A target that cannot be decided leaves the fields unknown.
 */
import { str, unknownValue, type CallContext, type Value } from "../python/values.ts";
import { bind } from "./arguments.ts";
import { doubtFields, makeAssetsDefinition } from "./assets-definition.ts";
import { makeAssetSpec, mergeAttributes, replaceAttributes } from "./asset-spec.ts";
import { selectionOver } from "./definitions-object.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, type DefinitionsData, type SpecFields } from "./objects.ts";
import { entry } from "./read-values.ts";
import { callArgsOf, resolveAssetAttributes } from "./resolve-fields.ts";
import type { Session } from "./session.ts";
import { renderLate } from "./templates.ts";
import { keyTextOf } from "./to-asset.ts";

export function postProcess(data: DefinitionsData, processing: Value, session: Session, context: CallContext): DefinitionsData {
  const list = processing.type === "dict" ? entry(processing, "assets") : processing;
  if (list?.type !== "list") return data;
  return list.items.reduce<DefinitionsData>((current, step) => step.type === "dict" ? applyStep(current, step, session, context) : current, data);
}

function applyStep(data: DefinitionsData, step: Value & { readonly type: "dict" }, session: Session, context: CallContext): DefinitionsData {
  const target = entry(step, "target") ?? str("*");
  const selected = target.type === "str" && target.value === "*" ? "all" : selectionOver(data, target, context);
  const operation = entry(step, "operation");
  const isReplace = operation?.type === "str" && operation.value === "replace";
  const span = step.span ?? { file: session.location.root, line: 1 };
  const change = (spec: SpecFields): SpecFields => {
    if (selected === null) return doubtFields(spec, unknownValue("is changed by post-processing for a selection that cannot be decided", span));
    const key = keyTextOf(spec);
    if (selected !== "all" && (key === null || !selected.has(key))) return spec;
    const asset = makeAssetSpec(spec, { name: "", source: spec.source, definedBy: spec.definedBy });
    const attributes = renderLate(entry(step, "attributes") ?? unknownValue("says no attributes"), new Map([["asset", asset], ["spec", asset]]), context);
    const named = resolveAssetAttributes(attributes, session, context);
    const merged = new Map([...named].filter(([name]) => !isReplace && (name === "metadata" || name === "tags")));
    const replaced = new Map([...named].filter(([name]) => !merged.has(name)));
    return replaceAttributes(mergeAttributes(spec, bind(callArgsOf(merged, span)), context), bind(callArgsOf(replaced, span)), context);
  };
  return data.with({
    assets: data.assets.map((value) => {
      const definition = dataOf(value, AssetsDefinitionData);
      if (definition && !definition.isSourceAsset) return makeAssetsDefinition(definition.with({ specs: definition.specs.map(change) }));
      const spec = dataOf(value, AssetSpecData);
      return spec ? makeAssetSpec(change(spec.spec), spec.root) : value;
    }),
  });
}
