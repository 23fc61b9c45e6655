/**
 * `AssetSpec` and `AssetOut` with the methods that make changed copies (`replace_attributes`, `merge_attributes`,
 * `with_io_manager_key`), and the reading of the fields that asset decorators share with them. Dagster 1.5-1.13.
 */
import { none, str, type CallContext, type DictValue, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction, type Bound } from "./arguments.ts";
import { readDeps, uniqueDeps } from "./asset-deps.ts";
import { coerceKey, keyValue } from "./asset-key.ts";
import { AssetDepData, AssetOutData, AssetSpecData, emptySpec, type SpecFields } from "./objects.ts";
import { dict, itemsOf, mergeDicts } from "./read-values.ts";
import type { Readers, Root, Session } from "./session.ts";

export const KIND_PREFIX = "dagster/kind/";

/** Tags may hold kinds under Dagster's own prefix: they move to `kinds`. */
export function splitKinds(tags: Value, kinds: Value): { readonly tags: Value; readonly kinds: Value } {
  if (tags.type !== "dict") return { tags, kinds };
  const isKind = (key: Value): boolean => key.type === "str" && key.value.startsWith(KIND_PREFIX);
  const inTags = tags.entries.filter(([key]) => isKind(key)).map(([key]) => str((key as { value: string }).value.slice(KIND_PREFIX.length)));
  if (inTags.length === 0) return { tags, kinds };
  const rest: DictValue = { ...tags, entries: tags.entries.filter(([key]) => !isKind(key)) };
  if (kinds.type === "unknown") return { tags: rest, kinds };
  return { tags: rest, kinds: { type: "set", isFrozen: false, items: [...(itemsOf(kinds)?.items ?? []), ...inTags] } };
}

/** Fields that `@asset`, `AssetSpec`, `AssetOut` and `SourceAsset` take under the same names. */
export function readSharedFields(bound: Bound): Pick<SpecFields, "description" | "metadata" | "group" | "owners" | "tags" | "kinds" | "partitions" | "codeVersion" | "automation" | "freshness" | "ioManagerKey"> {
  return {
    description: bound.given("description") ?? none,
    metadata: bound.given("metadata") ?? none,
    group: bound.given("group_name") ?? none,
    owners: bound.given("owners") ?? none,
    ...splitKinds(bound.given("tags") ?? none, bound.given("kinds") ?? none),
    partitions: bound.given("partitions_def") ?? none,
    codeVersion: bound.given("code_version") ?? none,
    automation: bound.given("automation_condition") ?? bound.given("auto_materialize_policy") ?? none,
    freshness: bound.given("freshness_policy") ?? bound.given("legacy_freshness_policy") ?? none,
    ioManagerKey: bound.given("io_manager_key") ?? none,
  };
}

const NO_CHANGE_FIELDS: { readonly [argument: string]: keyof SpecFields } = {
  description: "description", metadata: "metadata", group_name: "group", owners: "owners", tags: "tags", kinds: "kinds",
  partitions_def: "partitions", code_version: "codeVersion", automation_condition: "automation", freshness_policy: "freshness",
};

/** `AssetSpec.replace_attributes`. */
export function replaceAttributes(spec: SpecFields, bound: Bound, context: CallContext): SpecFields {
  const changes: { [field: string]: Value } = {};
  for (const [argument, field] of Object.entries(NO_CHANGE_FIELDS)) {
    const value = bound.raw(argument);
    if (value && !isEllipsis(value)) changes[field] = value;
  }
  let changed: SpecFields = { ...spec, ...changes };
  if (changes["tags"]) changed = { ...changed, ...splitKinds(changed.tags, changed.kinds) };
  const key = bound.raw("key");
  if (key && !isEllipsis(key)) changed = { ...changed, key: coerceKey(key, context) };
  const deps = bound.raw("deps");
  if (deps && !isEllipsis(deps)) {
    const list = readDeps(deps, context);
    changed = { ...changed, deps: list.deps, moreDeps: list.more, maybeInputs: [] };
  }
  return changed;
}

/** `...` stands for "leave as it is". */
function isEllipsis(value: Value): boolean {
  return value.type === "external" && /ellipsis/i.test(value.qualifiedName);
}

/** `AssetSpec.merge_attributes`. */
export function mergeAttributes(spec: SpecFields, bound: Bound, context: CallContext): SpecFields {
  const get = (name: string): Value => {
    const value = bound.raw(name);
    return value && !isEllipsis(value) ? value : none;
  };
  const deps = readDeps(get("deps"), context);
  return {
    ...spec,
    deps: uniqueDeps([...spec.deps, ...deps.deps]),
    moreDeps: spec.moreDeps ?? deps.more,
    metadata: mergeDicts(spec.metadata, get("metadata")),
    owners: concatenate(spec.owners, get("owners")),
    ...splitKinds(mergeDicts(spec.tags, get("tags")), concatenate(spec.kinds, get("kinds"))),
  };
}

function concatenate(a: Value, b: Value): Value {
  if (a.type === "none") return b;
  if (b.type === "none") return a;
  const first = itemsOf(a);
  const second = itemsOf(b);
  if (!first) return a;
  if (!second) return b;
  const open = first.open ?? second.open;
  return { type: "list", items: [...first.items, ...second.items], ...(open ? { open } : {}) };
}

/** What code reads off a spec: the same names on `AssetSpec` and, for one asset, on `AssetsDefinition`. */
export function specAttribute(spec: SpecFields, name: string): Value | undefined {
  switch (name) {
    case "key": case "asset_key": return keyValue(spec.key);
    case "group_name": return spec.group;
    case "description": return spec.description;
    case "metadata": return spec.metadata.type === "none" ? dict([]) : spec.metadata;
    case "owners": return spec.owners.type === "none" ? { type: "list", items: [] } : spec.owners;
    case "kinds": return spec.kinds.type === "none" ? { type: "set", items: [], isFrozen: false } : spec.kinds;
    case "tags": {
      const kinds = itemsOf(spec.kinds);
      const withKinds = dict((kinds?.items ?? []).flatMap((kind): [string, Value][] => kind.type === "str" ? [[KIND_PREFIX + kind.value, str("")]] : []));
      return mergeDicts(spec.tags.type === "none" ? dict([]) : spec.tags, spec.kinds.type === "unknown" ? { ...withKinds, open: spec.kinds } : withKinds);
    }
    case "partitions_def": return spec.partitions;
    case "code_version": return spec.codeVersion;
    case "automation_condition": return spec.automation;
    case "freshness_policy": return spec.freshness;
    case "deps": return {
      type: "list",
      items: spec.deps.map((dep): Value => ({ type: "native", className: "dagster.AssetDep", data: new AssetDepData(dep), getAttribute: (attribute) => attribute === "asset_key" ? keyValue(dep.key) : attribute === "metadata" ? dep.metadata : undefined })),
      ...(spec.moreDeps ? { open: spec.moreDeps } : {}),
    };
    default: return undefined;
  }
}

export function makeAssetSpec(spec: SpecFields, root: Root): NativeObject {
  const changed = (name: string, change: (bound: Bound, context: CallContext) => SpecFields): Value =>
    nativeFunction(`AssetSpec.${name}`, (args, context) => makeAssetSpec(change(bind(args, ["io_manager_key"]), context), root));
  return {
    type: "native",
    className: "dagster.AssetSpec",
    data: new AssetSpecData(spec, root),
    span: spec.source,
    getAttribute(name) {
      switch (name) {
        case "replace_attributes": case "_replace": return changed(name, (bound, context) => replaceAttributes(spec, bound, context));
        case "merge_attributes": return changed(name, (bound, context) => mergeAttributes(spec, bound, context));
        case "with_io_manager_key": return changed(name, (bound) => ({ ...spec, ioManagerKey: bound.given("io_manager_key") ?? none }));
        default: return specAttribute(spec, name);
      }
    },
  };
}

export function addRoot(session: Session, root: Root): Root {
  session.roots.push(root);
  return root;
}

export function readAssetSpec(bound: Bound, context: CallContext, definedBy: string): SpecFields {
  const key = bound.raw("key");
  const deps = readDeps(bound.given("deps"), context);
  return {
    ...emptySpec(key ? coerceKey(key, context) : { type: "unknown", reason: "AssetSpec was given no key", span: bound.args.span }, bound.args.span, definedBy),
    ...readSharedFields(bound),
    deps: deps.deps,
    moreDeps: deps.more,
  };
}

export const assetSpecReaders: Readers = (session) => ({
  "dagster.AssetSpec": nativeFunction("AssetSpec", (args, context) => {
    const spec = readAssetSpec(bind(args, ["key"]), context, "AssetSpec");
    return makeAssetSpec(spec, addRoot(session, { name: rootName(spec), source: args.span, definedBy: "AssetSpec" }));
  }, { className: "dagster.AssetSpec" }),
  "dagster.apply_freshness_policy": nativeFunction("apply_freshness_policy", (args, context) => {
    const bound = bind(args, ["spec", "policy", "overwrite_existing"]);
    const given = bound.raw("spec");
    const from = given?.type === "native" && given.data instanceof AssetSpecData ? given.data : null;
    const overwrite = bound.given("overwrite_existing");
    if (!from || (overwrite && context.isTruthy(overwrite) === null)) return { type: "unknown", reason: "apply_freshness_policy was given what cannot be read", span: args.span };
    const isKept = overwrite !== undefined && context.isTruthy(overwrite) === false && from.spec.freshness.type !== "none";
    return makeAssetSpec(isKept ? from.spec : { ...from.spec, freshness: bound.given("policy") ?? none }, from.root);
  }),
  "dagster.AssetOut": nativeFunction("AssetOut", (args) => {
    const bound = bind(args, ["key_prefix", "key", "dagster_type", "description", "is_required", "io_manager_key", "metadata", "group_name", "code_version"]);
    const spec = { ...emptySpec({ type: "unknown", reason: "has no key yet" }, args.span, "@multi_asset"), ...readSharedFields(bound) };
    return { type: "native", className: "dagster.AssetOut", span: args.span, data: new AssetOutData(bound.given("key") ?? none, bound.given("key_prefix") ?? none, spec) };
  }, { className: "dagster.AssetOut", getAttribute: (name) => name === "from_spec" ? nativeFunction("AssetOut.from_spec", (args) => {
    const from = args.positional[0]?.type === "native" && args.positional[0].data instanceof AssetSpecData ? args.positional[0].data.spec : null;
    if (!from) return { type: "unknown", reason: "AssetOut.from_spec was given no spec that is known", span: args.span };
    return { type: "native", className: "dagster.AssetOut", span: args.span, data: new AssetOutData(keyValue(from.key), none, from) };
  }) : undefined }),
});

export function rootName(spec: SpecFields): string {
  return "path" in spec.key ? spec.key.path.join("/") : "(unknown key)";
}
