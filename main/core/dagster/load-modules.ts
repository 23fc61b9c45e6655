/**
 * `load_assets_from_*`, `load_asset_checks_from_*`, `load_definitions_from_*` -> the definitions that stand in modules by name, with
 * the prefix, group and condition that the loader adds. Mirrors dagster 1.13 `_core/definitions/module_loaders`: names in `dir()`
 * order, single objects and lists made of them alone, specs only with `include_specs`.
 */
import { none, unknownValue, type CallArgs, type CallContext, type ModuleValue, type NativeFunction, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction, type Bound } from "./arguments.ts";
import { makeAssetSpec } from "./asset-spec.ts";
import { makeAssetsDefinition, prefixKeys, replaceKeys, type KeyReplacements } from "./assets-definition.ts";
import { flatten, makeDefinitions } from "./definitions-object.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, DefinitionsData, JobData, nativeOf, ScheduleData, SensorData, type SpecFields } from "./objects.ts";
import { isUnknownValue, iterate, readText } from "./read-values.ts";
import type { NameTable, Readers } from "./session.ts";

type DataClass = abstract new (...args: never[]) => unknown;

/** `find_objects_in_module_of_types`; objects in doubt (made in an undecided branch) are found too. */
export function objectsInModule(module: ModuleValue, types: readonly DataClass[], context: CallContext): Value[] {
  const isWanted = (native: NativeObject): boolean => types.some((type) => native.data instanceof type);
  const found: Value[] = [];
  for (const name of [...module.names.keys()].sort(byCodePoint)) {
    const value = module.names.get(name)!;
    const native = nativeOf(value);
    if (native) {
      if (isWanted(native)) found.push(native);
    } else if (value.type === "list") {
      const natives = value.items.map((item) => item.type === "unknown" ? item : nativeOf(item));
      if (value.items.length > 0 && natives.every((one) => one && (one.type === "unknown" || isWanted(one)))) found.push(...flatten(value, isWanted, context));
    } else if (value.type === "unknown" && (value.candidates || isDecoratorCall(value.args, isWanted))) {
      found.push(...flatten(value, isWanted, context).filter((one) => one.type === "native"));
    }
  }
  return found;
}

/** An object handed alone to something that cannot be followed, as a decorator above `@asset` is. */
function isDecoratorCall(args: CallArgs | undefined, isWanted: (native: NativeObject) => boolean): boolean {
  const only = args?.positional.length === 1 && args.named.size === 0 ? nativeOf(args.positional[0]) : null;
  return only !== null && isWanted(only);
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unique(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [value.type === "native" ? value.data : value, value])).values()];
}

/** `find_modules_in_package`: the package and all below it; folders without `__init__.py` are no packages to `pkgutil`. */
function modulesInPackage(module: ModuleValue, context: CallContext, depth = 0): Value[] {
  if (depth > 30) return [module];
  return [module, ...context.listModules(module.name).flatMap((name): Value[] => {
    const below = context.importModule(name);
    if (isUnknownValue(below)) return [below];
    if (below.file === null) return [];
    return below.isPackage ? modulesInPackage(below, context, depth + 1) : [below];
  })];
}

type Scope = "modules" | "package_module" | "package_name" | "current_module" | "module";

function modulesOf(scope: Scope, bound: Bound, context: CallContext): readonly Value[] {
  switch (scope) {
    case "current_module": return [context.currentModule];
    case "module": return [bound.raw("module") ?? none];
    case "modules": {
      const { items, open } = iterate(bound.raw("modules") ?? none, context);
      return open ? [...items, open] : items;
    }
    case "package_module": {
      const module = bound.raw("package_module") ?? none;
      return module.type === "module" ? modulesInPackage(module, context) : [module];
    }
    case "package_name": {
      const name = readText(bound.raw("package_name") ?? none);
      const module = typeof name === "string" ? context.importModule(name) : unknownValue(name.unknown, bound.args.span);
      return isUnknownValue(module) ? [module] : modulesInPackage(module, context);
    }
  }
}

/** Objects of the modules, once each; what is no module that can be read stays as Unknown. */
function load(scope: Scope, bound: Bound, types: readonly DataClass[], context: CallContext): Value[] {
  return unique(modulesOf(scope, bound, context).flatMap((module): Value[] => {
    if (module.type === "module") return objectsInModule(module, types, context);
    return [module.type === "unknown" ? module : unknownValue("is not a module that can be read", module.span ?? bound.args.span)];
  }));
}

function mapDefinitions(values: readonly Value[], change: (data: AssetsDefinitionData) => AssetsDefinitionData): Value[] {
  return values.map((value) => {
    const data = value.type === "native" && value.data instanceof AssetsDefinitionData ? value.data : null;
    return data ? makeAssetsDefinition(change(data)) : value;
  });
}

/** `DagsterObjectsList.with_attributes`. */
function withAttributes(values: readonly Value[], bound: Bound, context: CallContext): Value[] {
  let result = [...values];
  const definitions = (): AssetsDefinitionData[] => result.flatMap((value) => dataOf(value, AssetsDefinitionData) ?? []);
  const prefix = bound.given("key_prefix");
  if (prefix) {
    const keys = [
      ...definitions().filter((data) => !data.isSourceAsset).flatMap((data) => [...data.specs.map((spec) => spec.key), ...data.checks.map((check) => check.asset)]),
      ...result.flatMap((value) => dataOf(value, AssetSpecData)?.spec.key ?? []),
    ];
    const replace = prefixKeys(keys, prefix, context);
    result = mapDefinitions(result, (data) => data.isSourceAsset ? data : replaceKeys(data, replace));
  }
  const sourcePrefix = bound.given("source_key_prefix");
  if (sourcePrefix) {
    const keys = [...definitions().filter((data) => data.isSourceAsset).flatMap((data) => data.specs.map((spec) => spec.key)), ...result.flatMap((value) => dataOf(value, AssetSpecData)?.spec.key ?? [])];
    const replace: KeyReplacements = prefixKeys(keys, sourcePrefix, context);
    result = mapDefinitions(result, (data) => replaceKeys(data, replace)).map((value) => {
      const data = dataOf(value, AssetSpecData);
      return data ? makeAssetSpec({ ...data.spec, key: replace(data.spec.key) }, data.root) : value;
    });
  }
  const group = bound.given("group_name");
  const automation = bound.given("automation_condition") ?? bound.given("auto_materialize_policy");
  const freshness = bound.given("freshness_policy") ?? bound.given("legacy_freshness_policy");
  if (!group && !automation && !freshness) return result;
  const change = (spec: SpecFields, isSource: boolean): SpecFields => ({
    ...spec, group: group ?? spec.group, ...(isSource ? {} : { automation: automation ?? spec.automation, freshness: freshness ?? spec.freshness }),
  });
  return mapDefinitions(result, (data) => data.with({ specs: data.specs.map((spec) => change(spec, data.isSourceAsset)) })).map((value) => {
    const data = dataOf(value, AssetSpecData);
    return data ? makeAssetSpec(change(data.spec, false), data.root) : value;
  });
}

const FIRST: { readonly [scope in Scope]: readonly string[] } = {
  modules: ["modules"], package_module: ["package_module"], package_name: ["package_name"], current_module: [], module: ["module"],
};

function assetLoader(scope: Scope): NativeFunction {
  const positional = [...FIRST[scope], "group_name", "key_prefix"];
  return nativeFunction(`load_assets_from_${scope}`, (args, context): Value => {
    const bound = bind(args, positional);
    const includeSpecs = bound.given("include_specs");
    const types: readonly DataClass[] = includeSpecs && context.isTruthy(includeSpecs) === true ? [AssetsDefinitionData, AssetSpecData] : [AssetsDefinitionData];
    const objects = withAttributes(load(scope, bound, types, context), bound, context);
    return { type: "list", items: objects.filter((value) => !dataOf(value, AssetsDefinitionData)?.isChecksOnly) };
  });
}

function checkLoader(scope: Scope): NativeFunction {
  return nativeFunction(`load_asset_checks_from_${scope}`, (args, context): Value => {
    const bound = bind(args, [...FIRST[scope], "asset_key_prefix"]);
    const checks = load(scope, bound, [AssetsDefinitionData], context).filter((value) => value.type === "unknown" || dataOf(value, AssetsDefinitionData)?.isChecksOnly);
    const prefix = bound.given("asset_key_prefix");
    if (!prefix) return { type: "list", items: checks };
    const replace = prefixKeys(checks.flatMap((value) => dataOf(value, AssetsDefinitionData)?.checks.map((check) => check.asset) ?? []), prefix, context);
    return { type: "list", items: mapDefinitions(checks, (data) => replaceKeys(data, replace)) };
  });
}

/** `load_definitions_from_module`: everything loadable that stands in the module, specs too. */
export function definitionsFromObjects(values: readonly Value[], source: DefinitionsData["source"]): DefinitionsData {
  const of = (type: DataClass): Value[] => values.filter((value) => value.type === "native" && value.data instanceof type);
  const definitions = of(AssetsDefinitionData);
  return new DefinitionsData({
    assets: [...definitions.filter((value) => !dataOf(value, AssetsDefinitionData)?.isChecksOnly), ...of(AssetSpecData), ...values.filter((value) => value.type === "unknown")],
    checks: definitions.filter((value) => dataOf(value, AssetsDefinitionData)?.isChecksOnly),
    jobs: of(JobData), schedules: of(ScheduleData), sensors: of(SensorData), source,
  });
}

export const LOADABLE: readonly DataClass[] = [AssetsDefinitionData, AssetSpecData, JobData, ScheduleData, SensorData];

function definitionsLoader(scope: Scope): NativeFunction {
  return nativeFunction(`load_definitions_from_${scope}`, (args, context) => {
    const bound = bind(args, [...FIRST[scope], "resources"]);
    return makeDefinitions(definitionsFromObjects(load(scope, bound, LOADABLE, context), args.span).with({ resources: bound.given("resources") ?? none }));
  });
}

export const loaderReaders: Readers = (): NameTable => {
  const table: { [name: string]: NativeFunction } = {};
  for (const scope of ["modules", "package_module", "package_name", "current_module", "module"] as const) {
    if (scope !== "module") {
      table[`dagster.load_assets_from_${scope}`] = assetLoader(scope);
      table[`dagster.load_asset_checks_from_${scope}`] = checkLoader(scope);
    }
    table[`dagster.load_definitions_from_${scope}`] = definitionsLoader(scope);
  }
  // Not public, but projects use it for loaders of their own.
  table["dagster.find_modules_in_package"] = nativeFunction("find_modules_in_package", (args, context): Value => {
    const module = args.positional[0] ?? args.named.get("package_module") ?? none;
    return module.type === "module" ? { type: "list", items: modulesInPackage(module, context) } : unknownValue("is not a package that can be read", args.span);
  });
  return table;
};
