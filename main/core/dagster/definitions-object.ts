/**
 * `Definitions`, `Definitions.merge`, `@definitions`, `@repository`, `create_repository_using_definitions_args`, and functions over
 * lists of assets (`map_asset_specs`, `with_resources`, ...) -> DefinitionsData (dagster 1.5-1.13, `definitions_class.py`).
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { none, unknownValue, type CallContext, type FunctionValue, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { coerceKey, sameKey } from "./asset-key.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { graphOf, normalizeAssets } from "./asset-graph.ts";
import { makeAssetsDefinition, mapSpecs } from "./assets-definition.ts";
import { makeAssetSpec } from "./asset-spec.ts";
import { coerceSelection } from "./asset-selection.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, DefinitionsData, isKnownKey, JobData, ScheduleData, SensorData, type SpecFields } from "./objects.ts";
import { mergeDicts } from "./read-values.ts";
import { seeThrough } from "./see-through.ts";
import type { Readers } from "./session.ts";

/** What `@definitions` makes: called with a context, or none, by whoever loads it. */
export class LazyDefinitionsData {
  readonly fn: FunctionValue;
  constructor(fn: FunctionValue) { this.fn = fn; }
}

const isAsset = (native: NativeObject): boolean => native.data instanceof AssetsDefinitionData || native.data instanceof AssetSpecData;

/** Objects of one list, flat; what is in doubt says so in its specs; what nothing was found in stays as Unknown. */
export function flatten(value: Value | undefined, isWanted: (native: NativeObject) => boolean, context: CallContext): Value[] {
  if (value?.type === "none") return [];
  const { found, unknowns } = seeThrough(value, isWanted, context);
  return [...found.map(({ native, doubt }) => doubt ? doubted(native, doubt) : native), ...unknowns];
}

function doubted(native: NativeObject, doubt: UnknownValue): NativeObject {
  const { data } = native;
  if (data instanceof AssetsDefinitionData) return makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => ({ ...spec, doubt: spec.doubt ?? doubt })) }));
  if (data instanceof AssetSpecData) return makeAssetSpec({ ...data.spec, doubt: data.spec.doubt ?? doubt }, data.root);
  return native;
}

export function flattenAssets(value: Value | undefined, context: CallContext): Value[] {
  return flatten(value, isAsset, context);
}

function readDefinitions(bound: Bound, context: CallContext): DefinitionsData {
  return new DefinitionsData({
    assets: flattenAssets(bound.given("assets"), context),
    checks: flattenAssets(bound.given("asset_checks"), context),
    jobs: flatten(bound.given("jobs"), (native) => native.data instanceof JobData, context),
    schedules: flatten(bound.given("schedules"), (native) => native.data instanceof ScheduleData, context),
    sensors: flatten(bound.given("sensors"), (native) => native.data instanceof SensorData, context),
    resources: bound.given("resources") ?? none,
    source: bound.args.span,
  });
}

export function mergeDefinitions(parts: readonly DefinitionsData[]): DefinitionsData {
  return new DefinitionsData({
    assets: parts.flatMap((part) => part.assets),
    checks: parts.flatMap((part) => part.checks),
    jobs: parts.flatMap((part) => part.jobs),
    schedules: parts.flatMap((part) => part.schedules),
    sensors: parts.flatMap((part) => part.sensors),
    resources: parts.reduce<Value>((all, part) => mergeDicts(all, part.resources), none),
    source: parts.find((part) => part.source)?.source ?? null,
  });
}

/** Definitions out of anything that holds some: objects, lazy ones, lists of them, in doubt or not. */
export function definitionsIn(value: Value, context: CallContext): { readonly parts: readonly DefinitionsData[]; readonly unknowns: readonly UnknownValue[] } {
  const { found, unknowns } = seeThrough(value, ({ data }) => data instanceof DefinitionsData || data instanceof LazyDefinitionsData, context);
  const parts: DefinitionsData[] = [];
  const more: UnknownValue[] = [...unknowns];
  for (const { native } of found) {
    if (native.data instanceof DefinitionsData) parts.push(native.data);
    else if (native.data instanceof LazyDefinitionsData) {
      const result = callLazy(native.data, none, context);
      const inner = definitionsIn(result, context);
      parts.push(...inner.parts);
      more.push(...inner.unknowns);
    }
  }
  return { parts, unknowns: more };
}

/** `LazyDefinitions.__call__`: the function gets the context where it takes one. */
export function callLazy(lazy: LazyDefinitionsData, loadContext: Value, context: CallContext): Value {
  const takes = lazy.fn.parameters.some((parameter) => parameter.kind !== "var_keyword" && parameter.kind !== "var_positional" && !parameter.hasDefault);
  return context.call(lazy.fn, takes ? [loadContext] : []);
}

function mapAssets(assets: readonly Value[], mapper: Value, isSelected: (spec: SpecFields) => boolean, context: CallContext): Value[] {
  return assets.map((value) => {
    if (value.type !== "native") return value;
    if (value.data instanceof AssetsDefinitionData) return value.data.specs.some(isSelected) ? makeAssetsDefinition(mapSpecs(value.data, mapper, context, isSelected)) : value;
    if (value.data instanceof AssetSpecData && isSelected(value.data.spec)) {
      const { root } = value.data;
      const whole = new AssetsDefinitionData({ specs: [value.data.spec], moreSpecs: null, checks: [], moreChecks: null, kind: "external", isSourceAsset: false, root });
      return makeAssetSpec(mapSpecs(whole, mapper, context).specs[0]!, root);
    }
    return value;
  });
}

export function makeDefinitions(data: DefinitionsData, className = "dagster.Definitions"): NativeObject {
  const list = (items: readonly Value[]): Value => ({ type: "list", items: [...items] });
  const native: NativeObject = {
    type: "native",
    className,
    data,
    getAttribute(name) {
      switch (name) {
        case "assets": return list(data.assets);
        case "asset_checks": return list(data.checks);
        case "jobs": return list(data.jobs);
        case "schedules": return list(data.schedules);
        case "sensors": return list(data.sensors);
        case "resources": return data.resources;
        case "map_asset_specs": case "map_resolved_asset_specs": case "permissive_map_resolved_asset_specs": return nativeFunction(name, (args, context) => {
          const bound = bind(args, []);
          const mapper = bound.given("func") ?? args.positional[0];
          if (!mapper) return makeDefinitions(data);
          const selection = bound.given("selection");
          return makeDefinitions(data.with({ assets: mapSelected(data, mapper, selection, context) }));
        });
        case "with_resources": return nativeFunction(name, (args) => makeDefinitions(data.with({ resources: mergeDicts(data.resources, args.positional[0] ?? args.named.get("resources") ?? none) })));
        case "with_definition_metadata_update": case "with_reconstruction_metadata": case "replace_reconstruction_metadata": return nativeFunction(name, () => makeDefinitions(data));
        case "get_assets_def": return nativeFunction(name, (args, context) => findAsset(data, args.positional[0] ?? args.named.get("key") ?? none, context));
        case "resolve_assets_def": case "resolve_asset_def": return nativeFunction(name, (args, context) => findAsset(data, args.positional[0] ?? none, context));
        case "get_all_asset_specs": case "resolve_all_asset_specs": return nativeFunction(name, () => list(data.assets.flatMap((value) => {
          const definition = dataOf(value, AssetsDefinitionData);
          return definition ? definition.specs.map((spec) => makeAssetSpec(spec, definition.root)) : dataOf(value, AssetSpecData) ? [value] : [];
        })));
        case "get_job_def": case "resolve_job_def": return nativeFunction(name, (args) => data.jobs.find((job) => args.positional[0]?.type === "str" && dataOf(job, JobData)?.name === args.positional[0].value) ?? unknownValue("no such job is known", args.span));
        case "get_repository_def": return nativeFunction(name, () => makeDefinitions(data));
        default: return undefined;
      }
    },
  };
  return data.source ? { ...native, span: data.source } : native;
}

function findAsset(data: DefinitionsData, wanted: Value, context: CallContext): Value {
  const key = coerceKey(wanted, context);
  const found = isKnownKey(key) ? data.assets.find((value) => dataOf(value, AssetsDefinitionData)?.specs.some((spec) => isKnownKey(spec.key) && sameKey(spec.key, key))) : undefined;
  return found ?? unknownValue("no such asset is known");
}

/** A selection by keys is applied here; any other one cannot be decided before everything is loaded: what it changes is in doubt. */
function mapSelected(data: DefinitionsData, mapper: Value, selection: Value | undefined, context: CallContext): Value[] {
  if (!selection) return mapAssets(data.assets, mapper, () => true, context);
  const selected = selectionOver(data, selection, context);
  if (!selected) return mapAssets(data.assets, unknownValue("is changed for a selection that cannot be decided here", selection.span), () => true, context);
  return mapAssets(data.assets, mapper, (spec) => isKnownKey(spec.key) && selected.has(formatAssetKey(spec.key.path)), context);
}

/** Keys of what a selection stands for over these definitions alone; null when it cannot be decided. */
export function selectionOver(data: DefinitionsData, selection: Value, context: CallContext): ReadonlySet<string> | null {
  return coerceSelection(selection, context).select(graphOf(normalizeAssets(data).assets));
}

/** A repository's list: any kind of object, sorted by what it is. */
export function sortObjects(value: Value, context: CallContext, source: DefinitionsData["source"]): DefinitionsData {
  const isOf = (...types: readonly (abstract new (...args: never[]) => unknown)[]) => (native: NativeObject): boolean => types.some((type) => native.data instanceof type);
  const { parts } = definitionsIn(value, context);
  const assets = flatten(value, isOf(AssetsDefinitionData, AssetSpecData, JobData, ScheduleData, SensorData, DefinitionsData, LazyDefinitionsData), context);
  const of = (type: abstract new (...args: never[]) => unknown): Value[] => assets.filter((one) => one.type === "native" && one.data instanceof type);
  const own = new DefinitionsData({
    assets: [...of(AssetsDefinitionData), ...of(AssetSpecData), ...assets.filter((one) => one.type === "unknown")], jobs: of(JobData), schedules: of(ScheduleData), sensors: of(SensorData), source,
  });
  return parts.length > 0 ? mergeDefinitions([own, ...parts]) : own;
}

export const definitionsReaders: Readers = () => ({
  "dagster.Definitions": nativeFunction("Definitions", (args, context) => makeDefinitions(readDefinitions(bind(args, ["assets", "schedules", "sensors", "jobs", "resources", "executor", "loggers", "asset_checks"]), context)), {
    className: "dagster.Definitions",
    getAttribute: (name) => name === "merge" || name === "merge_unbound_defs" ? nativeFunction(`Definitions.${name}`, (args, context) => {
      const parts: DefinitionsData[] = [];
      const unknowns: UnknownValue[] = [];
      for (const value of [...args.positional, ...(args.open ? [args.open] : [])]) {
        const inner = definitionsIn(value, context);
        parts.push(...inner.parts);
        unknowns.push(...inner.unknowns);
      }
      const merged = mergeDefinitions(parts);
      return makeDefinitions(merged.with({ assets: [...merged.assets, ...unknowns] }));
    }) : undefined,
  }),
  "dagster.create_repository_using_definitions_args": nativeFunction("create_repository_using_definitions_args", (args, context) => makeDefinitions(readDefinitions(bind(args, ["name", "assets", "schedules", "sensors", "jobs", "resources"]), context), "dagster.RepositoryDefinition")),
  "dagster.definitions": decorator("definitions", ["fn"], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("definitions", options.args.span);
    const data = new LazyDefinitionsData(fn);
    return { type: "native", className: "dagster.LazyDefinitions", data, span: fn.span, call: (args, context) => context.call(fn, fn.parameters.length > 0 ? args.positional : []) };
  }),
  "dagster.repository": decorator("repository", ["definitions_fn"], (target, options, context) => {
    const fn = functionOf(target);
    return fn ? makeDefinitions(sortObjects(context.call(fn, []), context, fn.span), "dagster.RepositoryDefinition") : noFunction("repository", options.args.span);
  }),
  "dagster.map_asset_specs": nativeFunction("map_asset_specs", (args, context): Value => {
    const bound = bind(args, ["func", "iterable"]);
    const mapper = bound.raw("func") ?? none;
    return { type: "list", items: mapAssets(flattenAssets(bound.raw("iterable"), context), mapper, () => true, context) };
  }),
  "dagster.with_resources": nativeFunction("with_resources", (args) => bind(args, ["definitions"]).raw("definitions") ?? none),
  "dagster.with_definition_metadata": nativeFunction("with_definition_metadata", (args) => args.positional[0] ?? none),
});
