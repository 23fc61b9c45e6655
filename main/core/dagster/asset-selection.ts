/**
 * `AssetSelection` (dagster 1.5-1.13, `_core/definitions/asset_selection.py`) -> its text and, where its parts are plain, the set of
 * assets that it stands for. Text selections are decided for keys, `*`, `+key`, `key+`, `group:`, `tag:`, `owner:`, `kind:`; else not.
 */
import type { Asset } from "../../../shared/model.ts";
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { str, type CallArgs, type CallContext, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { depsOf } from "./asset-deps.ts";
import { coerceKey, coercePrefix } from "./asset-key.ts";
import { describe, describeArguments } from "./expressions.ts";
import { AssetKeyData, AssetsDefinitionData, AssetSpecData, dataOf, isKnownKey, type Key } from "./objects.ts";
import { itemsOf, readText } from "./read-values.ts";
import { SelectionData, type Select, type SelectionGraph } from "./selection-data.ts";
import type { Readers } from "./session.ts";

function filter(test: (asset: Asset) => boolean | null): Select {
  return (graph) => {
    const keys = new Set<string>();
    for (const [key, asset] of graph.assets) {
      const verdict = test(asset);
      if (verdict === null) return null;
      if (verdict) keys.add(key);
    }
    return keys;
  };
}

/** Assets reached over `next` in at most `depth` steps, the start included. */
function walk(start: ReadonlySet<string>, next: (key: string) => readonly string[], depth: number): ReadonlySet<string> {
  const seen = new Set(start);
  let edge = [...start];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    edge = edge.flatMap((key) => next(key)).filter((key) => !seen.has(key) && (seen.add(key), true));
  }
  return seen;
}

export function makeSelection(text: string, select: Select): NativeObject {
  const make = (name: string, make: (args: CallArgs, context: CallContext) => Select): Value =>
    nativeFunction(name, (args, context) => makeSelection(`${text}.${name}(${describeArguments(args)})`, make(args, context)));
  const both = (right: Value, context: CallContext, combine: (a: ReadonlySet<string>, b: ReadonlySet<string>) => ReadonlySet<string>): Select => {
    const other = coerceSelection(right, context);
    return (graph) => {
      const a = select(graph);
      const b = other.select(graph);
      return a && b ? combine(a, b) : null;
    };
  };
  const direction = (next: (graph: SelectionGraph) => (key: string) => readonly string[]) => (args: CallArgs): Select => {
    const depth = bind(args, ["depth"]).given("depth");
    const includeSelf = bind(args, ["depth", "include_self"]).given("include_self");
    return (graph) => {
      const start = select(graph);
      if (!start || (depth && depth.type !== "int") || (includeSelf && includeSelf.type !== "bool")) return null;
      const all = walk(start, next(graph), depth?.type === "int" ? Number(depth.value) : Infinity);
      return includeSelf?.type === "bool" && !includeSelf.value ? new Set([...all].filter((key) => !start.has(key))) : all;
    };
  };
  return {
    type: "native", className: "dagster.AssetSelection", data: new SelectionData(text, select), identity: `AssetSelection ${text}`, toText: () => text,
    getAttribute(name) {
      switch (name) {
        case "upstream": return make(name, direction((graph) => (key) => graph.upstream(key)));
        case "downstream": return make(name, direction((graph) => (key) => graph.downstream(key)));
        case "sources": case "upstream_source_assets": case "roots": case "sinks": return make(name, () => (graph) => {
          const start = select(graph);
          if (!start || (name !== "roots" && name !== "sinks")) return null;
          return new Set([...start].filter((key) => !(name === "roots" ? graph.upstream(key) : graph.downstream(key)).some((other) => start.has(other))));
        });
        case "required_multi_asset_neighbors": case "without_checks": return make(name, () => select);
        case "materializable": return make(name, () => (graph) => {
          const start = select(graph);
          return start && new Set([...start].filter((key) => graph.assets.get(key)?.kind === "materializable"));
        });
        default: return undefined;
      }
    },
    operate(operator, right, context) {
      const joined = (select: Select): Value => makeSelection(`${text} ${operator} ${describe(right)}`, select);
      if (operator === "|") return joined(both(right, context, (a, b) => new Set([...a, ...b])));
      if (operator === "&") return joined(both(right, context, (a, b) => new Set([...a].filter((key) => b.has(key)))));
      if (operator === "-") return joined(both(right, context, (a, b) => new Set([...a].filter((key) => !b.has(key)))));
      return undefined;
    },
  };
}

/** `CoercibleToAssetSelection`: a selection, text, keys, assets. */
export function coerceSelection(value: Value, context: CallContext): SelectionData {
  const selection = dataOf(value, SelectionData);
  if (selection) return selection;
  if (value.type === "str") return new SelectionData(value.value, selectByText(value.value));
  const definitions = itemsOf(value)?.items ?? [value];
  const open = itemsOf(value)?.open;
  if (definitions.every((item) => item.type === "str")) {
    const parts = definitions.map((item) => selectByText((item as { value: string }).value));
    return new SelectionData(definitions.map((item) => describe(item)).join(", "), (graph) => open ? null : union(parts, graph));
  }
  if (definitions.every((item) => dataOf(item, AssetsDefinitionData) ?? dataOf(item, AssetKeyData) ?? dataOf(item, AssetSpecData))) {
    return new SelectionData(definitions.map((item) => describeAsset(item, context)).join(", "), open ? () => null : selectAssets(definitions, context));
  }
  return new SelectionData(describe(value), () => null);
}

function describeAsset(value: Value, context: CallContext): string {
  return depsOf(value, context).deps.map((dep) => isKnownKey(dep.key) ? formatAssetKey(dep.key.path) : "?").join(", ");
}

function union(parts: readonly Select[], graph: SelectionGraph): ReadonlySet<string> | null {
  const keys = new Set<string>();
  for (const part of parts) {
    const selected = part(graph);
    if (!selected) return null;
    for (const key of selected) keys.add(key);
  }
  return keys;
}

function selectAssets(values: readonly Value[], context: CallContext): Select {
  const lists = values.flatMap((value) => itemsOf(value)?.items ?? [value]).map((value) => value.type === "str" ? { deps: [{ key: { path: value.value.split("/") } }], more: null } : depsOf(value, context));
  const keys = lists.flatMap((list) => list.deps.map((dep) => dep.key));
  return lists.some((list) => list.more) ? () => null : selectKeys(keys);
}

function selectKeys(keys: readonly Key[]): Select {
  if (!keys.every(isKnownKey)) return () => null;
  const wanted = new Set(keys.flatMap((key) => isKnownKey(key) ? [formatAssetKey(key.path)] : []));
  return (graph) => new Set([...wanted].filter((key) => graph.assets.has(key)));
}

function selectByText(text: string): Select {
  const trimmed = text.trim();
  if (trimmed === "*") return (graph) => new Set(graph.assets.keys());
  const facet = /^(group|owner|kind|tag|key):"?([^"()*]+)"?$/.exec(trimmed);
  if (facet) return selectByFacet(facet[1]!, facet[2]!);
  const plain = /^(\+*|\*?)([\w/.-]+)(\+*|\*?)$/.exec(trimmed);
  if (!plain || /^(and|or|not)$/i.test(plain[2]!)) return () => null;
  const depth = (sign: string): number => sign === "*" ? Infinity : sign.length;
  return (graph) => {
    if (!graph.assets.has(plain[2]!)) return new Set();
    const start = new Set([plain[2]!]);
    return new Set([...walk(start, (key) => graph.upstream(key), depth(plain[1]!)), ...walk(start, (key) => graph.downstream(key), depth(plain[3]!))]);
  };
}

function selectByFacet(facet: string, wanted: string): Select {
  return filter((asset) => {
    switch (facet) {
      case "key": return asset.key === wanted;
      case "group": return isUnknown(asset.group) ? null : asset.group === wanted;
      case "owner": return isUnknown(asset.owners) ? null : asset.owners.includes(wanted);
      case "kind": return isUnknown(asset.kinds) ? null : asset.kinds.includes(wanted);
      default: {
        if (isUnknown(asset.tags)) return null;
        const [key, value] = wanted.split("=") as [string, string | undefined];
        return key in asset.tags && (value === undefined || asset.tags[key] === value);
      }
    }
  });
}

const STATIC_METHODS: { readonly [name: string]: (args: CallArgs, context: CallContext) => Select } = {
  all: () => (graph) => new Set([...graph.assets].filter(([, asset]) => asset.kind === "materializable").map(([key]) => key)),
  assets: (args, context) => selectAssets(args.positional, context),
  keys: (args, context) => selectKeys(args.positional.map((value) => coerceKey(value.type === "str" && value.value.includes("/") ? { type: "list", items: value.value.split("/").map((part) => str(part)) } : value, context))),
  groups: (args) => {
    const groups = args.positional.map(readText);
    return filter((asset) => isUnknown(asset.group) || groups.some(isUnknown) ? null : groups.includes(asset.group));
  },
  tag: (args) => {
    const bound = bind(args, ["key", "value"]);
    const key = readText(bound.raw("key") ?? str(""));
    const value = readText(bound.raw("value") ?? str(""));
    return filter((asset) => isUnknown(asset.tags) || isUnknown(key) || isUnknown(value) ? null : asset.tags[key] === value);
  },
  kind: (args) => {
    const kind = readText(bind(args, ["kind"]).raw("kind") ?? str(""));
    return filter((asset) => isUnknown(asset.kinds) || isUnknown(kind) ? null : asset.kinds.includes(kind));
  },
  owner: (args) => {
    const owner = readText(bind(args, ["owner"]).raw("owner") ?? str(""));
    return filter((asset) => isUnknown(asset.owners) || isUnknown(owner) ? null : asset.owners.includes(owner));
  },
  key_prefixes: (args, context) => {
    const prefixes = args.positional.map((value) => coercePrefix(value, context));
    return filter((asset) => prefixes.every(isKnownKey) ? prefixes.some((prefix) => isKnownKey(prefix) && prefix.path.every((part, index) => asset.keyPath[index] === part)) : null);
  },
  key_substring: () => () => null, tag_string: () => () => null, from_string: (args) => selectByText(args.positional[0]?.type === "str" ? args.positional[0].value : "?"),
  checks: () => () => new Set(), all_asset_checks: () => () => new Set(), checks_for_assets: () => () => new Set(), column: () => () => null, table_name: () => () => null,
  from_coercible: (args, context) => args.positional[0] ? coerceSelection(args.positional[0], context).select : () => null,
  empty: () => () => new Set(), code_location: () => () => null, changed_in_branch: () => () => null, status: () => () => null,
};

export const selectionReaders: Readers = () => ({
  "dagster.AssetSelection": nativeFunction("AssetSelection", (args) => makeSelection(`AssetSelection(${describeArguments(args)})`, () => null), {
    className: "dagster.AssetSelection",
    getAttribute(name) {
      const make = STATIC_METHODS[name];
      return make && nativeFunction(`AssetSelection.${name}`, (args, context) => {
        const text = name === "assets" || name === "keys" ? args.positional.map((value) => `"${describeAsset(value, context)}"`).join(", ") : describeArguments(args);
        return makeSelection(`AssetSelection.${name}(${text})`, make(args, context));
      });
    },
  }),
  "dagster_dbt.build_dbt_asset_selection": nativeFunction("build_dbt_asset_selection", (args) => makeSelection(`build_dbt_asset_selection(${describeArguments(args)})`, () => null)),
});
