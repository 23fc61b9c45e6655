/**
 * `AssetCheckSpec`, `@asset_check`, `@multi_asset_check` -> checks (dagster 1.13, `_core/definitions/asset_checks`). A check's name is
 * its function's, its description the docstring unless given.
 */
import { none, str, type CallContext, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { readDeps } from "./asset-deps.ts";
import { coerceKey, keyValue, pythonIdentifier } from "./asset-key.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { addRoot } from "./asset-spec.ts";
import { AssetsDefinitionData, CheckSpecData, isKnownKey, type CheckFields, type Key } from "./objects.ts";
import { readText } from "./read-values.ts";
import { seeThrough } from "./see-through.ts";
import type { Readers, Session } from "./session.ts";

/** `check_specs=` of a decorator. */
export function readCheckSpecs(value: Value | undefined, context: CallContext): { readonly checks: readonly CheckFields[]; readonly more: UnknownValue | null } {
  const { found, unknowns } = seeThrough(value, (native) => native.data instanceof CheckSpecData, context);
  return { checks: found.flatMap(({ native }) => native.data instanceof CheckSpecData ? [native.data.check] : []), more: unknowns[0] ?? null };
}

function makeCheckSpec(check: CheckFields): NativeObject {
  return {
    type: "native", className: "dagster.AssetCheckSpec", data: new CheckSpecData(check), span: check.source,
    getAttribute(name) {
      switch (name) {
        case "name": return typeof check.name === "string" ? str(check.name) : { type: "unknown", reason: check.name.unknown };
        case "asset_key": return keyValue(check.asset);
        case "description": return check.description;
        case "metadata": return check.metadata;
        case "get_python_identifier": return nativeFunction(name, () => isKnownKey(check.asset) && typeof check.name === "string" ? str(`${pythonIdentifier(check.asset)}_${check.name}`) : { type: "unknown", reason: "has an unknown key" });
        default: return undefined;
      }
    },
  };
}

export function makeChecksDefinition(checks: readonly CheckFields[], more: UnknownValue | null, definedBy: string, session: Session): NativeObject {
  const source = checks[0]?.source ?? more?.span ?? { file: session.location.root, line: 1 };
  const name = checks.map((check) => typeof check.name === "string" ? check.name : "?").join(", ");
  return makeAssetsDefinition(new AssetsDefinitionData({
    specs: [], moreSpecs: null, checks, moreChecks: more, kind: "materializable", isSourceAsset: false, root: addRoot(session, { name, source, definedBy }),
  }));
}

export const checkReaders: Readers = (session) => ({
  "dagster.AssetCheckSpec": nativeFunction("AssetCheckSpec", (args, context) => {
    const bound = bind(args, ["name"]);
    const asset = bound.raw("asset");
    const name = bound.raw("name");
    return makeCheckSpec({
      asset: asset ? coerceKey(asset, context) : { type: "unknown", reason: "AssetCheckSpec was given no asset", span: args.span },
      name: name ? readText(name) : { unknown: "AssetCheckSpec was given no name", at: args.span },
      description: bound.given("description") ?? none,
      blocking: bound.given("blocking") ?? { type: "bool", value: false },
      metadata: bound.given("metadata") ?? none,
      additionalDeps: readDeps(bound.given("additional_deps"), context).deps,
      source: args.span,
    });
  }, { className: "dagster.AssetCheckSpec" }),
  "dagster.asset_check": decorator("asset_check", ["asset"], (target, options, context) => readAssetCheck(target, options, context, session)),
  "dagster.multi_asset_check": decorator("multi_asset_check", [], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("multi_asset_check", options.args.span);
    const { checks, more } = readCheckSpecs(options.given("specs"), context);
    return makeChecksDefinition(checks.map((check) => ({ ...check, source: fn.span })), more, "@multi_asset_check", session);
  }),
});

function readAssetCheck(target: Value, options: Bound, context: CallContext, session: Session): Value {
  const fn = functionOf(target);
  if (!fn) return noFunction("asset_check", options.args.span);
  const asset = options.raw("asset");
  const key: Key = asset ? coerceKey(asset, context) : { type: "unknown", reason: "@asset_check was given no asset", span: fn.span };
  const name = options.given("name");
  return makeChecksDefinition([{
    asset: key,
    name: name ? readText(name) : fn.name,
    description: options.given("description") ?? (fn.docstring === null ? none : str(fn.docstring, fn.span)),
    blocking: options.given("blocking") ?? { type: "bool", value: false },
    metadata: options.given("metadata") ?? none,
    additionalDeps: readDeps(options.given("additional_deps"), context).deps,
    source: fn.span,
  }], null, "@asset_check", session);
}
