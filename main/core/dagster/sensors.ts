/**
 * `@sensor`, `@asset_sensor`, `@multi_asset_sensor`, `@run_status_sensor`, `@run_failure_sensor`, their classes, automation condition
 * sensors and the ready-made alert sensors -> sensors (dagster 1.5-1.13). A sensor is named after its function unless it says so.
 */
import { unknown, type Known } from "../../../shared/unknown.ts";
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { none, str, unknownValue, type CallContext, type NativeObject, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { coerceKey } from "./asset-key.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { isKnownKey, SensorData } from "./objects.ts";
import { readText } from "./read-values.ts";
import { anonymousJob, readTarget } from "./schedules.ts";
import type { Readers, NameTable } from "./session.ts";

export function makeSensor(sensor: SensorData): NativeObject {
  return {
    type: "native", className: SENSOR_CLASSES[sensor.sensorType] ?? "dagster.SensorDefinition", baseClassNames: ["dagster.SensorDefinition"], data: sensor, span: sensor.source,
    getAttribute: (name) => name === "name" && typeof sensor.name === "string" ? str(sensor.name)
      : name === "with_updated_job" || name === "with_updated_jobs" ? nativeFunction(name, () => makeSensor(sensor)) : undefined,
  };
}

/** What it does when it fires; for asset sensors without a target, the asset that it watches. */
function targetOf(bound: Bound, context: CallContext): { readonly text: Known<string | null>; readonly jobs: readonly Value[] } {
  const target = readTarget(bound, context);
  if (target.text !== null) return target;
  const asset = bound.given("asset_key");
  const key = asset ? coerceKey(asset, context) : null;
  return { text: key && isKnownKey(key) ? `asset ${formatAssetKey(key.path)}` : null, jobs: [] };
}

const DECORATORS: { readonly [name: string]: readonly string[] } = {
  sensor: ["job_name"], asset_sensor: ["asset_key"], multi_asset_sensor: ["monitored_assets"], run_status_sensor: ["run_status"], run_failure_sensor: ["name"],
};

/** Classes that take the name themselves, or whose function gives it. */
const CLASSES: { readonly [name: string]: string } = {
  SensorDefinition: "sensor", AssetSensorDefinition: "asset_sensor", MultiAssetSensorDefinition: "multi_asset_sensor", RunStatusSensorDefinition: "run_status_sensor",
  RunFailureSensorDefinition: "run_failure_sensor", AutomationConditionSensorDefinition: "automation_condition_sensor", AutoMaterializeSensorDefinition: "automation_condition_sensor", FreshnessPolicySensorDefinition: "freshness_policy_sensor",
};

const SENSOR_CLASSES: { readonly [type: string]: string } = Object.fromEntries(Object.entries(CLASSES).map(([name, type]) => [type, `dagster.${name}`]));

/** Functions that give a sensor, and the name that it has when none is given. */
const BUILDERS: { readonly [name: string]: readonly [defaultName: string, type: string] } = {
  "dagster.build_sensor_for_freshness_checks": ["freshness_checks_sensor", "sensor"],
  "dagster.make_email_on_run_failure_sensor": ["email_on_run_failure", "run_failure_sensor"],
  "dagster_slack.make_slack_on_run_failure_sensor": ["slack_on_run_failure", "run_failure_sensor"],
  "dagster_msteams.make_teams_on_run_failure_sensor": ["teams_on_run_failure", "run_failure_sensor"],
};

function nameOf(bound: Bound): Known<string> {
  const name = bound.given("name");
  if (name) return readText(name);
  const fn = functionOf(bound.given("evaluation_fn") ?? bound.given("asset_materialization_fn") ?? bound.given("run_status_sensor_fn"));
  return fn ? fn.name : unknown("was given no name that can be read", bound.args.span);
}

export const sensorReaders: Readers = (): NameTable => ({
  ...Object.fromEntries(Object.entries(DECORATORS).map(([name, positional]) => [`dagster.${name}`, decorator(name, positional, (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction(name, options.args.span);
    const given = options.given("name");
    const what = targetOf(options, context);
    const own = given ? readText(given) : fn.name;
    return makeSensor(new SensorData({
      name: own, sensorType: name, target: what.text, jobs: [...what.jobs, ...anonymousJob(own, options, context)], description: options.given("description") ?? none, source: fn.span,
    }));
  })])),
  ...Object.fromEntries(Object.entries(CLASSES).map(([className, type]) => [`dagster.${className}`, nativeFunction(className, (args, context) => {
    const bound = bind(args, type === "automation_condition_sensor" ? ["name", "target"] : ["name"]);
    const what = targetOf(bound, context);
    const name = nameOf(bound);
    const jobs = type === "automation_condition_sensor" ? [] : [...what.jobs, ...anonymousJob(name, bound, context)];
    return makeSensor(new SensorData({ name, sensorType: type, target: what.text, jobs, description: bound.given("description") ?? none, source: args.span }));
  }, { className: `dagster.${className}` })])),
  ...Object.fromEntries(Object.entries(BUILDERS).map(([name, [defaultName, type]]) => [name, nativeFunction(name.slice(name.indexOf(".") + 1), (args) => {
    const bound = bind(args);
    const given = bound.given("name");
    return makeSensor(new SensorData({ name: given ? readText(given) : defaultName, sensorType: type, target: null, jobs: [], description: bound.given("description") ?? unknownValue("is what the library says of this sensor", args.span), source: args.span }));
  })])),
});
