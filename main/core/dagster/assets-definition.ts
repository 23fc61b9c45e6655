/**
 * `AssetsDefinition` and `SourceAsset` as values: what code reads off them and the methods that make changed copies
 * (`with_attributes`, `map_asset_specs`, `to_source_asset(s)`, `with_resources`, `subset_for` ...). Dagster 1.5-1.13.
 */
import { none, str, unknownValue, type CallArgs, type CallContext, type DictValue, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { depsOf } from "./asset-deps.ts";
import { coerceKey, coercePrefix, keyText, keyValue, sameKey, withPrefix } from "./asset-key.ts";
import { makeAssetSpec, specAttribute } from "./asset-spec.ts";
import { AssetSpecData, AssetsDefinitionData, dataOf, isKnownKey, type CheckFields, type Dep, type Key, type SpecFields } from "./objects.ts";
import { iterate } from "./read-values.ts";

/** Old key -> new key. */
export type KeyReplacements = (key: Key) => Key;

export function makeAssetsDefinition(data: AssetsDefinitionData): NativeObject {
  const className = data.isSourceAsset ? "dagster.SourceAsset" : data.isChecksOnly ? "dagster.AssetChecksDefinition" : "dagster.AssetsDefinition";
  const changed = (name: string, change: (args: CallArgs, context: CallContext) => AssetsDefinitionData): Value =>
    nativeFunction(`AssetsDefinition.${name}`, (args, context) => makeAssetsDefinition(change(args, context)));
  const native: NativeObject = {
    type: "native",
    className,
    ...(className === "dagster.AssetChecksDefinition" ? { baseClassNames: ["dagster.AssetsDefinition"] } : {}),
    data,
    span: data.root.source,
    getAttribute(name) {
      switch (name) {
        case "keys": return open({ type: "set", isFrozen: false, items: data.specs.map((spec) => keyValue(spec.key)) }, data);
        case "specs": return open({ type: "list", items: data.specs.map((spec) => makeAssetSpec(withGroup(spec), data.root)) }, data);
        case "specs_by_key": return open({ type: "dict", entries: data.specs.map((spec): [Value, Value] => [keyValue(spec.key), makeAssetSpec(withGroup(spec), data.root)]) }, data);
        case "group_names_by_key": return byKey(data, (spec) => spec.group.type === "none" ? str("default") : spec.group);
        case "descriptions_by_key": return byKey(data, (spec) => spec.description);
        case "metadata_by_key": return byKey(data, (spec) => specAttribute(spec, "metadata") ?? none);
        case "tags_by_key": return byKey(data, (spec) => specAttribute(spec, "tags") ?? none);
        case "asset_deps": return byKey(data, (spec) => ({ type: "set", isFrozen: false, items: spec.deps.map((dep) => keyValue(dep.key)), ...(spec.moreDeps ? { open: spec.moreDeps } : {}) }));
        case "dependency_keys": case "asset_deps_keys": {
          const more = data.specs.find((spec) => spec.moreDeps)?.moreDeps;
          const deps = data.specs.flatMap((spec) => spec.deps.map((dep) => dep.key)).filter((key) => !data.specs.some((spec) => isKnownKey(spec.key) && isKnownKey(key) && sameKey(spec.key, key)));
          return { type: "set", isFrozen: false, items: deps.map((key) => keyValue(key)), ...(more ? { open: more } : {}) };
        }
        case "check_keys": case "check_specs": return { type: "list", items: [], open: unknownValue("holds check keys") };
        case "op": case "node_def": case "computation": return { type: "native", className: "dagster.OpDefinition", data: null, getAttribute: (attribute) => attribute === "name" ? str(data.specs[0]?.op ?? data.root.name) : undefined };
        case "is_executable": case "is_materializable": return { type: "bool", value: data.kind === "materializable" };
        case "with_attributes": return changed(name, (args, context) => withAttributes(data, args, context));
        case "map_asset_specs": return changed(name, (args, context) => {
          const mapper = args.positional[0] ?? args.named.get("fn");
          return mapper ? mapSpecs(data, mapper, context) : data;
        });
        case "with_resources": case "with_hooks": case "coerce_to_checks_def": case "with_definition_metadata_update": return changed(name, () => data);
        case "subset_for": return changed(name, (args, context) => subset(data, args, context));
        case "to_source_asset": return nativeFunction(name, (args, context) => {
          const key = bind(args, ["key"]).given("key");
          const wanted = key ? coerceKey(key, context) : null;
          const spec = wanted && isKnownKey(wanted) ? data.specs.find((one) => isKnownKey(one.key) && sameKey(one.key, wanted)) : data.specs[0];
          return spec ? makeAssetsDefinition(toSourceAsset(data, spec)) : unknownValue("no such asset in this definition", args.span);
        });
        case "to_source_assets": return nativeFunction(name, () => ({ type: "list", items: data.specs.map((spec) => makeAssetsDefinition(toSourceAsset(data, spec))) }));
        case "get_asset_spec": return nativeFunction(name, (args, context) => {
          const key = args.positional[0] ?? args.named.get("key");
          const wanted = key && key.type !== "none" ? coerceKey(key, context) : null;
          const spec = wanted && isKnownKey(wanted) ? data.specs.find((one) => isKnownKey(one.key) && sameKey(one.key, wanted)) : data.specs[0];
          return spec ? makeAssetSpec(withGroup(spec), data.root) : unknownValue("no such asset in this definition", args.span);
        });
        case "partitions_def": return data.specs[0]?.partitions;
        case "key": case "group_name": case "description": case "metadata": case "tags": case "owners": case "kinds": case "code_version": case "automation_condition": case "freshness_policy": case "deps": case "asset_key":
          return data.specs.length === 1 ? specAttribute(data.specs[0]!, name) : undefined;
        default: return undefined;
      }
    },
  };
  return native;
}

/** The specs of a definition always name a group. */
function withGroup(spec: SpecFields): SpecFields {
  return spec.group.type === "none" ? { ...spec, group: str("default") } : spec;
}

function open<T extends Value>(value: T, data: AssetsDefinitionData): T {
  return data.moreSpecs ? { ...value, open: data.moreSpecs } : value;
}

function byKey(data: AssetsDefinitionData, read: (spec: SpecFields) => Value): DictValue {
  return open({ type: "dict", entries: data.specs.map((spec): [Value, Value] => [keyValue(spec.key), read(spec)]) }, data);
}

export function toSourceAsset(data: AssetsDefinitionData, spec: SpecFields): AssetsDefinitionData {
  return data.with({ specs: [{ ...spec, deps: [], moreDeps: null, maybeInputs: [], owners: none, codeVersion: none, automation: none, freshness: none }], moreSpecs: null, checks: [], moreChecks: null, kind: "external", isSourceAsset: true });
}

/** Keys of assets, of dependencies and of checked assets, all at once. */
export function replaceKeys(data: AssetsDefinitionData, replace: KeyReplacements): AssetsDefinitionData {
  const dep = (one: Dep): Dep => ({ ...one, key: replace(one.key) });
  return data.with({
    specs: data.specs.map((spec) => ({
      ...spec, key: replace(spec.key), deps: spec.deps.map(dep), maybeInputs: spec.maybeInputs.map((input) => ({ ...input, key: replace(input.key) })),
    })),
    checks: data.checks.map((check): CheckFields => ({ ...check, asset: replace(check.asset), additionalDeps: check.additionalDeps.map(dep) })),
  });
}

/** A dict of keys as a replacement; where the dict is not known, every key becomes Unknown. */
export function replacementsFrom(value: Value | undefined, context: CallContext): KeyReplacements | null {
  if (!value || value.type === "none") return null;
  if (value.type !== "dict") {
    const reason = value.type === "unknown" ? value : unknownValue("keys are replaced by something that cannot be read", value.span);
    return () => reason;
  }
  const table = new Map<string, Key>();
  for (const [from, to] of value.entries) {
    const key = coerceKey(from, context);
    if (isKnownKey(key)) table.set(keyText(key), coerceKey(to, context));
  }
  const { open: more } = value;
  return (key) => isKnownKey(key) ? table.get(keyText(key)) ?? more ?? key : key;
}

function withAttributes(data: AssetsDefinitionData, args: CallArgs, context: CallContext): AssetsDefinitionData {
  const bound = bind(args);
  let result = data;
  const replaceAll = replacementsFrom(bound.given("asset_key_replacements"), context);
  if (replaceAll) result = replaceKeys(result, replaceAll);
  const replaceOutputs = replacementsFrom(bound.given("output_asset_key_replacements"), context);
  const replaceInputs = replacementsFrom(bound.given("input_asset_key_replacements"), context);
  if (replaceOutputs) result = result.with({ specs: result.specs.map((spec) => ({ ...spec, key: replaceOutputs(spec.key) })) });
  if (replaceInputs) result = result.with({ specs: result.specs.map((spec) => ({ ...spec, deps: spec.deps.map((dep) => ({ ...dep, key: replaceInputs(dep.key) })) })) });
  const key = bound.given("key");
  const fields: { -readonly [field in keyof SpecFields]?: SpecFields[field] } = {};
  if (key) fields.key = coerceKey(key, context);
  const single = (name: string): Value | undefined => bound.given(name);
  const group = single("group_name");
  if (group) fields.group = group;
  const automation = single("automation_condition") ?? single("auto_materialize_policy");
  if (automation && automation.type !== "dict") fields.automation = automation;
  const freshness = single("freshness_policy") ?? single("legacy_freshness_policy");
  if (freshness && freshness.type !== "dict") fields.freshness = freshness;
  const partitions = single("partitions_def");
  if (partitions) fields.partitions = partitions;
  const maps: readonly [string, keyof SpecFields][] = [["group_names_by_key", "group"], ["descriptions_by_key", "description"], ["metadata_by_key", "metadata"], ["tags_by_key", "tags"], ["owners_by_key", "owners"], ["automation_condition", "automation"]];
  return result.with({
    specs: result.specs.map((spec, i) => {
      let changed: SpecFields = { ...spec, ...fields };
      // The maps name assets as they were before their keys are replaced.
      const { key: before } = data.specs[i]!;
      for (const [argument, field] of maps) {
        const map = bound.given(argument);
        if (map?.type !== "dict") continue;
        for (const [from, value] of map.entries) {
          const target = coerceKey(from, context);
          if (isKnownKey(target) && isKnownKey(before) && sameKey(target, before)) changed = { ...changed, [field]: value };
        }
      }
      return changed;
    }),
  });
}

/** Runs the project's function on every spec. What it gives back that is no spec makes the whole definition's fields unknown. */
export function mapSpecs(data: AssetsDefinitionData, mapper: Value, context: CallContext, isSelected: (spec: SpecFields) => boolean = () => true): AssetsDefinitionData {
  return data.with({ specs: data.specs.map((spec) => isSelected(spec) ? mapSpec(spec, data, mapper, context) : spec) });
}

function mapSpec(spec: SpecFields, data: AssetsDefinitionData, mapper: Value, context: CallContext): SpecFields {
  const result = context.call(mapper, [makeAssetSpec(data.kind === "external" && !data.isSourceAsset ? spec : withGroup(spec), data.root)]);
  const mapped = dataOf(result, AssetSpecData);
  if (mapped) return mapped.spec;
  const reason = result.type === "unknown" ? result : unknownValue("was changed by a function that does not return a spec that can be read", data.root.source);
  return doubtFields(spec, reason);
}

/** Every field that a function could not be followed over becomes Unknown; the key stays, for functions of specs seldom change it. */
export function doubtFields(spec: SpecFields, reason: Value): SpecFields {
  const unknown = reason.type === "unknown" ? reason : unknownValue("cannot be followed");
  return { ...spec, group: unknown, tags: unknown, kinds: unknown, owners: unknown, metadata: unknown, description: unknown, partitions: unknown, automation: unknown, freshness: unknown, moreDeps: spec.moreDeps ?? unknown };
}

function subset(data: AssetsDefinitionData, args: CallArgs, context: CallContext): AssetsDefinitionData {
  const wanted = args.positional[0] ?? args.named.get("selected_asset_keys");
  if (!wanted) return data;
  const { items, open: more } = iterate(wanted, context);
  if (more) return data;
  const keys = items.flatMap((item) => depsOf(item, context).deps.map((dep) => dep.key)).filter(isKnownKey);
  return data.with({ specs: data.specs.filter((spec) => !isKnownKey(spec.key) || keys.some((key) => isKnownKey(spec.key) && sameKey(key, spec.key))) });
}

/** `prefix` before every key of these. */
export function prefixKeys(keys: readonly Key[], prefix: Value, context: CallContext): KeyReplacements {
  const known = new Set(keys.filter(isKnownKey).map(keyText));
  const path = coercePrefix(prefix, context);
  return (key) => isKnownKey(key) && known.has(keyText(key)) ? withPrefix(key, path) : key;
}
