/**
 * `SourceAsset`, `@observable_source_asset`, `@multi_observable_source_asset` and `AssetsDefinition(specs=...)` /
 * `external_assets_from_specs` -> external and observable assets (dagster 1.5-1.13).
 */
import { none, unknownValue, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction } from "./arguments.ts";
import { docstringOf, forget, readKey } from "./asset-decorators.ts";
import { coerceKey, pythonIdentifier } from "./asset-key.ts";
import { ComposedFunction, functionOf, noFunction } from "./asset-parameters.ts";
import { addRoot, readSharedFields } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, AssetSpecData, emptySpec, isKnownKey, type Key, type SpecFields } from "./objects.ts";
import { seeThrough } from "./see-through.ts";
import type { Readers } from "./session.ts";

export const sourceAssetReaders: Readers = (session) => ({
  "dagster.SourceAsset": nativeFunction("SourceAsset", (args, context) => {
    const bound = bind(args, ["key", "metadata", "io_manager_key", "io_manager_def", "description", "partitions_def"]);
    const keyValue = bound.raw("key");
    const key: Key = keyValue ? coerceKey(keyValue, context) : unknownValue("SourceAsset was given no key", args.span);
    const spec: SpecFields = { ...emptySpec(key, args.span, "SourceAsset"), ...readSharedFields(bound) };
    return makeAssetsDefinition(new AssetsDefinitionData({
      specs: [spec], moreSpecs: null, checks: [], moreChecks: null, kind: bound.given("observe_fn") ? "observable" : "external", isSourceAsset: true,
      root: addRoot(session, { name: nameOf(key), source: args.span, definedBy: "SourceAsset" }),
    }));
  }, { className: "dagster.SourceAsset" }),
  "dagster.observable_source_asset": decorator("observable_source_asset", ["observe_fn"], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("observable_source_asset", options.args.span);
    const key = readKey(fn, options, context);
    // Its docstring describes the op, not the asset.
    const spec: SpecFields = {
      ...emptySpec(key, fn.span, "@observable_source_asset"), ...readSharedFields(options),
      // Dagster takes owners here and forgets them.
      owners: none,
      op: isKnownKey(key) ? pythonIdentifier(key) : fn.name,
    };
    return makeAssetsDefinition(new AssetsDefinitionData({
      specs: [spec], moreSpecs: null, checks: [], moreChecks: null, kind: "observable", isSourceAsset: true,
      root: addRoot(session, { name: nameOf(key), source: fn.span, definedBy: "@observable_source_asset" }),
    }));
  }),
  "dagster.multi_observable_source_asset": decorator("multi_observable_source_asset", [], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("multi_observable_source_asset", options.args.span);
    const { found, unknowns } = seeThrough(options.given("specs"), (native) => native.data instanceof AssetSpecData, context);
    const group = options.given("group_name");
    const specs = found.flatMap(({ native, doubt }): SpecFields[] => {
      if (!(native.data instanceof AssetSpecData)) return [];
      forget(session, native.data.root);
      const { spec } = native.data;
      return [{
        ...spec, source: fn.span, definedBy: "@multi_observable_source_asset", op: fn.name, doubt: spec.doubt ?? doubt,
        group: spec.group.type === "none" ? group ?? none : spec.group,
        partitions: spec.partitions.type === "none" ? options.given("partitions_def") ?? none : spec.partitions,
        description: spec.description.type === "none" ? options.given("description") ?? docstringOf(fn) : spec.description,
      }];
    });
    return makeAssetsDefinition(new AssetsDefinitionData({
      specs, moreSpecs: unknowns[0] ?? null, checks: [], moreChecks: null, kind: "observable", isSourceAsset: false,
      root: addRoot(session, { name: fn.name, source: fn.span, definedBy: "@multi_observable_source_asset" }),
    }));
  }),
  "dagster.external_assets_from_specs": nativeFunction("external_assets_from_specs", (args, context): Value => ({
    type: "list", items: seeThrough(args.positional[0] ?? args.named.get("specs"), (native) => native.data instanceof AssetSpecData, context).found.map(({ native }) => native),
  })),
  "dagster.external_asset_from_spec": nativeFunction("external_asset_from_spec", (args) => args.positional[0] ?? args.named.get("spec") ?? none),
  "dagster.AssetsDefinition": nativeFunction("AssetsDefinition", (args, context) => {
    const { found, unknowns } = seeThrough(bind(args).given("specs"), (native) => native.data instanceof AssetSpecData, context);
    const specs = found.flatMap(({ native }) => native.data instanceof AssetSpecData ? [native.data.spec] : []);
    if (specs.length === 0) return { type: "unknown", reason: "AssetsDefinition was made from parts that cannot be read", span: args.span, args };
    return makeAssetsDefinition(new AssetsDefinitionData({
      specs, moreSpecs: unknowns[0] ?? null, checks: [], moreChecks: null, kind: args.named.has("node_def") ? "materializable" : "external", isSourceAsset: false,
      root: addRoot(session, { name: "AssetsDefinition", source: args.span, definedBy: "AssetsDefinition" }),
    }));
  }, {
    className: "dagster.AssetsDefinition",
    getAttribute: (name) => name === "from_graph" || name === "from_op" ? nativeFunction(`AssetsDefinition.${name}`, (args, context) => {
      const bound = bind(args, [name === "from_graph" ? "graph_def" : "op_def"]);
      const from = bound.raw(name === "from_graph" ? "graph_def" : "op_def");
      const composed = from?.type === "native" && from.data instanceof ComposedFunction ? from.data : null;
      const keys = bound.given("keys_by_output_name");
      const prefix = bound.given("key_prefix");
      if (!composed || (keys && keys.type !== "dict") || prefix) return { type: "unknown", reason: `AssetsDefinition.${name} over parts that cannot be read`, span: args.span };
      const outputs: readonly Key[] = keys?.type === "dict" ? keys.entries.map(([, value]) => coerceKey(value, context)) : [{ path: [composed.name] }];
      const inputs = bound.given("keys_by_input_name");
      const given = new Map((inputs?.type === "dict" ? inputs.entries : []).map(([input, value]) => [input.type === "str" ? input.value : "", coerceKey(value, context)]));
      const deps = composed.fn.parameters.filter((parameter) => !["context", "_", "config"].includes(parameter.name) && parameter.kind === "positional_or_keyword")
        .map((parameter) => ({ key: given.get(parameter.name) ?? { path: [parameter.name] }, metadata: none, span: parameter.span }));
      const specs = outputs.map((key): SpecFields => ({ ...emptySpec(key, composed.fn.span, `AssetsDefinition.${name}`), group: bound.given("group_name") ?? none, partitions: bound.given("partitions_def") ?? none, description: composed.description, deps, op: composed.name }));
      return makeAssetsDefinition(new AssetsDefinitionData({ specs, moreSpecs: keys?.type === "dict" ? keys.open ?? null : null, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root: addRoot(session, { name: composed.name, source: composed.fn.span, definedBy: `AssetsDefinition.${name}` }) }));
    }) : undefined,
  }),
});

function nameOf(key: Key): string {
  return isKnownKey(key) ? key.path.join("/") : "(unknown key)";
}
