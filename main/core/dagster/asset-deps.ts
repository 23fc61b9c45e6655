/**
 * `deps=[...]`: what coerces to `AssetDep` (key, text, spec, definition; a definition of several assets stands for all of them), and
 * the classes `AssetDep`, `AssetIn`. Mirrors `coerce_to_deps_and_check_duplicates` of dagster 1.13.
 */
import { none, unknownValue, type CallContext, type UnknownValue, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { coerceKey, keyText, keyValue } from "./asset-key.ts";
import { AssetDepData, AssetInData, AssetsDefinitionData, dataOf, isKnownKey, type Dep } from "./objects.ts";
import { iterate } from "./read-values.ts";
import type { Readers } from "./session.ts";

export interface DepList {
  readonly deps: readonly Dep[];
  /** Set when there may be more. */
  readonly more: UnknownValue | null;
}

/** Dependencies out of one value. */
export function depsOf(value: Value, context: CallContext): DepList {
  const dep = dataOf(value, AssetDepData);
  if (dep) return { deps: [dep.dep], more: null };
  const definition = dataOf(value, AssetsDefinitionData);
  if (definition) {
    return { deps: definition.specs.map((spec) => ({ key: spec.key, metadata: none, ...(value.span ? { span: value.span } : {}) })), more: definition.moreSpecs };
  }
  const key = coerceKey(value, context);
  if (!isKnownKey(key)) return { deps: [], more: key };
  return { deps: [{ key, metadata: none, ...(value.span ? { span: value.span } : {}) }], more: null };
}

export function readDeps(value: Value | undefined, context: CallContext): DepList {
  if (!value || value.type === "none") return { deps: [], more: null };
  // A single definition or key where a list is asked for fails in Dagster; what is meant is plain.
  if (value.type === "native" || value.type === "str") return depsOf(value, context);
  const { items, open } = iterate(value, context);
  const lists = items.map((item) => depsOf(item, context));
  return { deps: uniqueDeps(lists.flatMap((list) => list.deps)), more: open ?? lists.find((list) => list.more)?.more ?? null };
}

export function uniqueDeps(deps: readonly Dep[]): readonly Dep[] {
  const seen = new Set<string>();
  return deps.filter((dep) => {
    if (!isKnownKey(dep.key)) return true;
    const text = keyText(dep.key);
    return seen.has(text) ? false : (seen.add(text), true);
  });
}

export const assetDepReaders: Readers = () => ({
  "dagster.AssetDep": nativeFunction("AssetDep", (args, context) => {
    const bound = bind(args, ["asset"]);
    const asset = bound.raw("asset");
    if (!asset) return unknownValue("AssetDep was given no asset", args.span);
    const key = coerceKey(asset, context);
    const dep: Dep = { key, span: args.span, metadata: bound.given("metadata") ?? none };
    return {
      type: "native", className: "dagster.AssetDep", data: new AssetDepData(dep), span: args.span,
      getAttribute: (name) => name === "asset_key" ? keyValue(key) : name === "metadata" ? dep.metadata : undefined,
    };
  }, { className: "dagster.AssetDep", getAttribute: (name) => name === "from_coercible" ? nativeFunction("AssetDep.from_coercible", (args, context) => {
    const first = args.positional[0] ?? none;
    return dataOf(first, AssetDepData) ? first : { type: "native", className: "dagster.AssetDep", data: new AssetDepData({ key: coerceKey(first, context), metadata: none, span: args.span }), span: args.span };
  }) : undefined }),
  "dagster.AssetIn": nativeFunction("AssetIn", (args) => {
    const bound = bind(args, ["key", "metadata", "key_prefix"]);
    const data = new AssetInData(bound.given("key") ?? none, bound.given("key_prefix") ?? none, bound.given("metadata") ?? none);
    return { type: "native", className: "dagster.AssetIn", data, span: args.span, getAttribute: (name) => name === "key" ? data.key : name === "metadata" ? data.metadata : undefined };
  }, { className: "dagster.AssetIn" }),
});
