/**
 * All assets and checks of a `Definitions` together -> model assets with settled dependencies, and stubs for keys that are only named.
 * Mirrors `AssetGraph.normalize_assets`, `resolve_assets_def_deps` and `resolve_stub_assets_defs` of dagster 1.13: a dependency on a
 * bare name finds the one asset of that name in the same group, else one by table name.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { isUnknown, unknown, type Known, type Unknown } from "../../../shared/unknown.ts";
import type { Asset, AssetCheck, Problem } from "../../../shared/model.ts";
import type { Value } from "../python/values.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, isKnownKey, type DefinitionsData, type Dep, type KnownKey, type SpecFields } from "./objects.ts";
import { entry, reasonOf } from "./read-values.ts";
import type { Root } from "./session.ts";
import type { SelectionGraph } from "./selection-data.ts";
import { stubAsset, toAsset, toCheck } from "./to-asset.ts";

export interface NormalizedAssets {
  readonly assets: readonly Asset[];
  readonly checks: readonly AssetCheck[];
  /** What was loaded, as it was first made. */
  readonly roots: ReadonlySet<Root>;
  readonly problems: readonly Omit<Problem, "stage">[];
}

interface Loaded {
  readonly spec: SpecFields;
  readonly key: KnownKey;
  readonly text: string;
  readonly kind: Asset["kind"];
  /** A spec loaded as it is: it has no group until the graph gives it the default one. */
  readonly isBare: boolean;
}

type Report = (problem: Omit<Problem, "stage">) => void;

/** Specs of every asset, once each; external ones give way to a definition of the same key, as Dagster does. */
function loadSpecs(data: DefinitionsData, roots: Set<Root>, report: Report): readonly Loaded[] {
  const loaded: Loaded[] = [];
  const seen = new Set<unknown>();
  function add(spec: SpecFields, kind: Asset["kind"], isBare: boolean): void {
    if (!isKnownKey(spec.key)) {
      report({ severity: "warning", code: "dagster.key-unknown", message: `An asset (${spec.definedBy}) is not shown: its key ${spec.key.reason}`, at: spec.key.span ?? spec.source, hint: `Defined at ${spec.source.file}:${spec.source.line}` });
      return;
    }
    if (spec.doubt) report({ severity: "info", code: "dagster.uncertain", message: `Asset ${formatAssetKey(spec.key.path)} may not be loaded, or differ: ${spec.doubt.reason}`, at: spec.doubt.span ?? spec.source });
    loaded.push({ spec, key: spec.key, text: formatAssetKey(spec.key.path), kind, isBare });
  }
  for (const value of [...data.assets, ...data.checks]) {
    const definition = dataOf(value, AssetsDefinitionData);
    const spec = dataOf(value, AssetSpecData);
    const identity = definition ?? spec ?? value;
    if (seen.has(identity)) continue;
    seen.add(identity);
    if (definition) {
      roots.add(definition.root);
      for (const one of definition.specs) add(one, definition.kind, definition.kind === "external" && !definition.isSourceAsset);
      if (definition.moreSpecs) report({ severity: "warning", code: "dagster.assets-unknown", message: `${definition.root.definedBy} ${definition.root.name} has assets that cannot be read: ${definition.moreSpecs.reason}`, at: definition.moreSpecs.span ?? definition.root.source });
    } else if (spec) {
      roots.add(spec.root);
      add(spec.spec, "external", true);
    } else if (value.type === "unknown") {
      report({ severity: "warning", code: "dagster.assets-unknown", message: `Assets that cannot be read are loaded: ${value.reason}`, ...(value.span ?? data.source ? { at: value.span ?? data.source ?? undefined } : {}) });
    }
  }
  return withoutDuplicates(loaded, report);
}

function withoutDuplicates(loaded: readonly Loaded[], report: Report): readonly Loaded[] {
  const byKey = new Map<string, Loaded[]>();
  for (const one of loaded) {
    const same = byKey.get(one.text);
    if (same) same.push(one);
    else byKey.set(one.text, [one]);
  }
  return [...byKey.values()].flatMap((same) => {
    if (same.length === 1) return same;
    const real = same.filter((one) => one.kind === "materializable");
    const kept = real.length > 0 ? real : same;
    const [first, ...others] = kept;
    const different = others.filter((one) => one.spec.source.file !== first!.spec.source.file || one.spec.source.line !== first!.spec.source.line);
    if (different.length === 0) return [first!];
    // Projects name a source beside each of its users: Dagster takes equal specs as one.
    if (kept.every((one) => one.spec.definedBy === "AssetSpec")) return [first!];
    if (kept.some((one) => one.spec.doubt)) return [kept.find((one) => !one.spec.doubt) ?? first!];
    for (const one of different) report({ severity: "error", code: "dagster.key-conflict", message: `Asset key ${one.text} is defined more than once; Dagster refuses to load it. Also at ${first!.spec.source.file}:${first!.spec.source.line}`, at: one.spec.source });
    return [first!, ...different];
  });
}

/** Names under which `Definitions(resources=...)` gives resources; `isOpen` when there may be more. */
function resourceNames(resources: Value): { readonly names: ReadonlySet<string>; readonly isOpen: boolean } {
  if (resources.type === "none") return { names: new Set(), isOpen: false };
  if (resources.type !== "dict") return { names: new Set(), isOpen: true };
  return { names: new Set(resources.entries.flatMap(([key]) => key.type === "str" ? [key.value] : [])), isOpen: resources.open !== undefined };
}

function resolver(loaded: readonly Loaded[]): (dep: Dep, own: Loaded) => KnownKey | Unknown {
  const keys = new Set(loaded.map((one) => one.text));
  const byGroupAndName = new Map<string, Loaded[]>();
  const byTable = new Map<string, Loaded[]>();
  const push = (map: Map<string, Loaded[]>, key: string, one: Loaded): void => {
    const same = map.get(key);
    if (same) same.push(one);
    else map.set(key, [one]);
  };
  for (const one of loaded) {
    if (groupOf(one) !== null) push(byGroupAndName, JSON.stringify([groupOf(one), one.key.path.at(-1)]), one);
    const table = tableName(one.spec.metadata);
    if (table !== null) push(byTable, table, one);
  }
  return (dep, own) => {
    if (!isKnownKey(dep.key)) return reasonOf(dep.key);
    if (keys.has(formatAssetKey(dep.key.path))) return dep.key;
    if (dep.key.path.length === 1 && groupOf(own) !== null) {
      const matches = byGroupAndName.get(JSON.stringify([groupOf(own), dep.key.path[0]])) ?? [];
      if (matches.length === 1 && matches[0]!.text !== own.text) return matches[0]!.key;
    }
    const table = tableName(dep.metadata);
    const match = table === null ? undefined : byTable.get(table)?.[0];
    return match ? match.key : dep.key;
  };
}

function groupOf({ spec, isBare }: Loaded): string | null {
  return spec.group.type === "str" ? spec.group.value : spec.group.type === "none" && !isBare ? "default" : null;
}

function tableName(metadata: Value): string | null {
  if (metadata.type !== "dict") return null;
  const value = entry(metadata, "dagster/table_name") ?? entry(metadata, "dagster/relation_identifier");
  return value?.type === "str" ? value.value : null;
}

/** Inputs that may be resources: a resource of that name, an asset of that name, or not known. */
function settleInputs(one: Loaded, names: ReturnType<typeof resourceNames>, isAsset: (dep: Dep) => boolean): { readonly deps: readonly Dep[]; readonly more: Unknown | null } {
  const deps: Dep[] = [];
  let more: Unknown | null = null;
  for (const input of one.spec.maybeInputs) {
    const dep: Dep = { key: input.key, metadata: { type: "none" }, span: input.at };
    if (isAsset(dep)) deps.push(dep);
    else if (!names.names.has(input.name)) more ??= unknown(`parameter ${input.name} is an input or a resource: ${input.reason}`, input.at);
  }
  return { deps, more };
}

export function normalizeAssets(data: DefinitionsData, codeLocation = ""): NormalizedAssets {
  const problems: Omit<Problem, "stage">[] = [];
  const report: Report = (problem) => { problems.push(problem); };
  const roots = new Set<Root>();
  const loaded = loadSpecs(data, roots, report);
  const keys = new Set(loaded.map((one) => one.text));
  const resolve = resolver(loaded);
  const names = resourceNames(data.resources);
  const named = new Map<string, KnownKey>();
  const dependencyMetadata = new Map<string, Value>();
  const assets = loaded.map((one): Asset => {
    const settled = settleInputs(one, names, (dep) => {
      const key = resolve(dep, one);
      return !isUnknown(key) && keys.has(formatAssetKey(key.path));
    });
    const resolved = [...one.spec.deps, ...settled.deps].map((dep) => {
      const key = resolve(dep, one);
      if (!isUnknown(key) && dep.metadata.type !== "none") dependencyMetadata.set(formatAssetKey(key.path), dep.metadata);
      return key;
    });
    const known = resolved.filter((key): key is KnownKey => !isUnknown(key));
    for (const key of known) named.set(formatAssetKey(key.path), key);
    const bad = resolved.find(isUnknown) ?? (one.spec.moreDeps ? reasonOf(one.spec.moreDeps) : settled.more);
    const deps: Known<readonly string[]> = bad ?? [...new Set(known.map((key) => formatAssetKey(key.path)))].sort();
    return toAsset(one.spec, one.key.path, deps, one.kind, codeLocation);
  });
  const checks = loadChecks(data, codeLocation, named, report);
  const stubs = [...named].filter(([text]) => !keys.has(text)).map(([text, key]) => stubAsset(key.path, codeLocation, dependencyMetadata.get(text)));
  return { assets: [...assets, ...stubs], checks, roots, problems };
}

function loadChecks(data: DefinitionsData, codeLocation: string, named: Map<string, KnownKey>, report: Report): readonly AssetCheck[] {
  const checks = new Map<string, AssetCheck>();
  for (const value of new Set([...data.assets, ...data.checks])) {
    const definition = dataOf(value, AssetsDefinitionData);
    if (!definition) continue;
    for (const check of definition.checks) {
      if (!isKnownKey(check.asset)) report({ severity: "warning", code: "dagster.check-unknown", message: `A check is not shown: its asset's key ${check.asset.reason}`, at: check.source });
      else if (isUnknown(check.name)) report({ severity: "warning", code: "dagster.check-unknown", message: `A check of ${formatAssetKey(check.asset.path)} is not shown: its name ${check.name.unknown}`, at: check.source });
      else {
        named.set(formatAssetKey(check.asset.path), check.asset);
        const made = toCheck(check, check.asset.path, check.name, codeLocation);
        checks.set(JSON.stringify([made.asset, made.name]), made);
      }
    }
    if (definition.moreChecks) report({ severity: "info", code: "dagster.checks-unknown", message: `${definition.root.definedBy} ${definition.root.name || "over assets"} has checks that cannot be read: ${definition.moreChecks.reason}`, at: definition.moreChecks.span ?? definition.root.source });
  }
  return [...checks.values()];
}

/** Edges between assets, for selections. */
export function graphOf(assets: readonly Asset[]): SelectionGraph {
  const downstream = new Map<string, string[]>();
  const byKey = new Map(assets.map((asset) => [asset.key, asset]));
  for (const asset of assets) {
    if (isUnknown(asset.deps)) continue;
    for (const dep of asset.deps) {
      const keys = downstream.get(dep);
      if (keys) keys.push(asset.key);
      else downstream.set(dep, [asset.key]);
    }
  }
  return {
    assets: byKey,
    upstream: (key) => {
      const deps = byKey.get(key)?.deps;
      return deps && !isUnknown(deps) ? deps : [];
    },
    downstream: (key) => downstream.get(key) ?? [],
  };
}
