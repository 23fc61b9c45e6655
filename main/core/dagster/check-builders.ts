/**
 * Dagster's ready-made checks over a list of assets -> checks with the names that Dagster gives them (dagster 1.13,
 * `asset_checks/asset_check_factories`), and `dagster_dbt`'s freshness checks as far as they can be read.
 */
import { none, str, unknownValue, type CallContext, type UnknownValue, type Value } from "../python/values.ts";
import { bind, nativeFunction, type Bound } from "./arguments.ts";
import { depsOf } from "./asset-deps.ts";
import { makeChecksDefinition } from "./check-spec.ts";
import { describe } from "./expressions.ts";
import { AssetDepData, AssetKeyData, AssetsDefinitionData, AssetSpecData, type Key } from "./objects.ts";
import { metadataValue } from "./metadata-values.ts";
import { dict, readText } from "./read-values.ts";
import { seeThrough } from "./see-through.ts";
import type { Readers, Session } from "./session.ts";
import type { Json } from "../../../shared/model.ts";
import { isUnknown, unknown, type Known } from "../../../shared/unknown.ts";
import { isTimeDelta } from "../python/stdlib/datetime.ts";

function keysOf(value: Value | undefined, context: CallContext): { readonly keys: readonly Key[]; readonly more: UnknownValue | null } {
  if (!value) return { keys: [], more: null };
  if (value.type === "str") return { keys: depsOf(value, context).deps.map((dep) => dep.key), more: null };
  const keys: Key[] = [];
  let more: UnknownValue | null = null;
  const items = value.type === "list" || value.type === "tuple" || value.type === "set" ? value : null;
  if (items?.items.some((item) => item.type === "str" || item.type === "list")) {
    for (const item of items.items) {
      const list = depsOf(item, context);
      keys.push(...list.deps.map((dep) => dep.key));
      more ??= list.more;
    }
    return { keys, more: more ?? items.open ?? null };
  }
  const seen = seeThrough(value, ({ data }) => data instanceof AssetsDefinitionData || data instanceof AssetSpecData || data instanceof AssetKeyData || data instanceof AssetDepData, context);
  for (const { native } of seen.found) {
    const list = depsOf(native, context);
    keys.push(...list.deps.map((dep) => dep.key));
    more ??= list.more;
  }
  return { keys, more: more ?? seen.unknowns[0] ?? null };
}

/** `dagster/freshness_params`: when an asset counts as fresh. */
function freshnessParams(bound: Bound): Value {
  const delta = bound.given("lower_bound_delta");
  const cron = bound.given("deadline_cron");
  const zone = bound.given("timezone");
  const texts = [cron, zone].map((value) => value === undefined ? null : readText(value));
  const seconds = delta === undefined ? null : delta.type === "native" && isTimeDelta(delta.data) ? delta.data.ms / 1000 : unknown("is a length of time that cannot be read", delta.span);
  const bad = [...texts, seconds].find(isUnknown);
  const params: Json = { ...(cron ? { deadline_cron: texts[0] as string } : {}), timezone: (texts[1] as string | null) ?? "UTC", ...(delta ? { lower_bound_delta_seconds: seconds as number } : {}) };
  return dict([["dagster/freshness_params", metadataValue({ type: "json", value: bad ?? params }, bound.args.span)]]);
}

function builder(name: string, checkName: (bound: Bound) => Known<string>, description: (bound: Bound) => Value, session: Session, metadata: (bound: Bound) => Value = () => none): ReturnType<typeof nativeFunction> {
  return nativeFunction(name, (args, context): Value => {
    const bound = bind(args, ["assets"]);
    const { keys, more } = keysOf(bound.given("assets"), context);
    const checks = keys.map((asset) => ({
      asset, name: checkName(bound), description: description(bound), blocking: bound.given("blocking") ?? { type: "bool" as const, value: false },
      metadata: metadata(bound), source: args.span, additionalDeps: [],
    }));
    return { type: "list", items: [makeChecksDefinition(checks, more, name, session)] };
  });
}

/** `build_metadata_bounds_checks` says its bounds in words. */
function boundsDescription(bound: Bound): Value {
  const key = bound.given("metadata_key");
  const [least, most] = [bound.given("min_value"), bound.given("max_value")];
  const isExclusive = (name: string): boolean => bound.given(name)?.type === "bool" && (bound.given(name) as { value: boolean }).value;
  if ([key, least, most].some((value) => value?.type === "unknown")) return unknownValue("is made of bounds that cannot be known", bound.args.span);
  const text = key?.type === "str" ? key.value : "";
  const low = least ? ` greater than ${isExclusive("exclusive_min") ? "" : "or equal to "}${describe(least)}` : "";
  const high = most ? ` ${least ? "and " : ""}less than ${isExclusive("exclusive_max") ? "" : "or equal to "}${describe(most)}` : "";
  return str(`Checks that the latest materialization has metadata value \`${text}\`${low}${high}`);
}

export const checkBuilderReaders: Readers = (session) => {
  const fixed = (name: string) => (): Known<string> => name;
  const says = (text: string) => (): Value => str(text);
  const freshness = says("Evaluates freshness for targeted asset.");
  return {
    "dagster.build_last_update_freshness_checks": builder("build_last_update_freshness_checks", fixed("freshness_check"), freshness, session, freshnessParams),
    "dagster.build_time_partition_freshness_checks": builder("build_time_partition_freshness_checks", fixed("freshness_check"), freshness, session, freshnessParams),
    "dagster.build_anomaly_detection_freshness_checks": builder("build_anomaly_detection_freshness_checks", fixed("anomaly_detection_freshness_check"), freshness, session),
    "dagster_cloud.build_anomaly_detection_freshness_checks": builder("build_anomaly_detection_freshness_checks", fixed("anomaly_detection_freshness_check"), freshness, session),
    "dagster.build_column_schema_change_checks": builder("build_column_schema_change_checks", fixed("column_schema_change"), says("Checks whether there are changes to column schema between the asset's two most recent materializations"), session),
    "dagster.build_metadata_bounds_checks": builder("build_metadata_bounds_checks", (bound) => {
      const key = bound.given("metadata_key");
      const text = key ? readText(key) : { unknown: "was given no metadata_key" };
      return typeof text === "string" ? `${text.replaceAll(/[^A-Za-z0-9_]/g, "_")}_bounds_check` : text;
    }, boundsDescription, session),
  };
};
