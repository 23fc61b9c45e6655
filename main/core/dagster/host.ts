/**
 * The Host of the evaluator: the TABLE of library names -> what they mean. A name is asked for by any path that a library exports it
 * under (`dagster.asset`, `dagster._core.definitions.decorators.asset_decorator.asset`, `dagster.components.Component`).
 * A new construct = one file of readers + one line here.
 */
import { none, type CallArgs, type CallContext, type Host, type InstanceValue, type NativeFunction, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { assetDecoratorReaders } from "./asset-decorators.ts";
import { assetDepReaders } from "./asset-deps.ts";
import { assetKeyReaders } from "./asset-key.ts";
import { selectionReaders } from "./asset-selection.ts";
import { assetSpecReaders } from "./asset-spec.ts";
import { checkBuilderReaders } from "./check-builders.ts";
import { checkReaders } from "./check-spec.ts";
import { codeReferenceReaders } from "./code-references.ts";
import { componentReaders } from "./component-classes.ts";
import { dbtReaders } from "./dbt-assets.ts";
import { defsFolderReaders } from "./defs-folder.ts";
import { definitionsReaders } from "./definitions-object.ts";
import { expressionReaders } from "./expressions.ts";
import { ingestionReaders } from "./ingestion-assets.ts";
import { jobReaders } from "./jobs.ts";
import { loaderReaders } from "./load-modules.ts";
import { metadataReaders } from "./metadata-values.ts";
import { notebookReaders } from "./notebooks.ts";
import { partitionsOfBase, partitionsReaders } from "./partitions.ts";
import { scheduleReaders } from "./schedules.ts";
import { sensorReaders } from "./sensors.ts";
import type { NameTable, Readers, Session } from "./session.ts";
import { sourceAssetReaders } from "./source-assets.ts";

const READERS: readonly Readers[] = [
  assetKeyReaders, assetDepReaders, assetSpecReaders, assetDecoratorReaders, sourceAssetReaders, checkReaders, checkBuilderReaders, partitionsReaders,
  expressionReaders, metadataReaders, selectionReaders, jobReaders, scheduleReaders, sensorReaders, definitionsReaders, loaderReaders,
  codeReferenceReaders, componentReaders, defsFolderReaders, dbtReaders, ingestionReaders, notebookReaders,
];

/** Classes that projects subclass and whose instances keep what they were made with, as pydantic models do. */
const MODEL_CLASSES = [
  "Config", "PermissiveConfig", "ConfigurableResource", "ConfigurableResourceFactory", "ConfigurableIOManager", "ConfigurableIOManagerFactory", "ConfigurableLegacyIOManagerAdapter",
  "Model", "Resolvable", "IOManager", "ResourceDefinition", "IOManagerDefinition", "ConfigurableLegacyResourceAdapter",
];

/** Types of context parameters: never resources, never data. */
const MARKER_CLASSES = [
  "AssetExecutionContext", "OpExecutionContext", "AssetCheckExecutionContext", "OutputContext", "InputContext", "HookContext", "SensorEvaluationContext", "ScheduleEvaluationContext",
  "RunStatusSensorContext", "RunFailureSensorContext", "MultiAssetSensorEvaluationContext", "InitResourceContext", "ComponentLoadContext", "PartitionsDefinition", "CacheableAssetsDefinition",
  "JobDefinition", "UnresolvedAssetJobDefinition", "OpDefinition", "GraphDefinition", "AssetChecksDefinition", "UnresolvedPartitionedAssetScheduleDefinition", "RepositoryDefinition",
];

function modelClass(name: string): NativeFunction {
  return nativeFunction(name, (args) => {
    const fields = new Map(args.named);
    return { type: "native", className: `dagster.${name}`, data: null, span: args.span, getAttribute: (attribute) => fields.get(attribute) };
  }, { className: `dagster.${name}` });
}

/** `ResourceParam[X]`: an annotation that makes any parameter a resource. */
const resourceParam: NativeObject = {
  type: "native", className: "dagster.ResourceParam", data: null, getItem: () => resourceParam,
};

/** Enums and constants whose values matter: `DagsterDbtTranslatorSettings` and the like are left to the External. */
function enumeration(name: string): NativeFunction {
  return nativeFunction(name, (args) => args.positional[0] ?? none, {
    className: `dagster.${name}`,
    getAttribute: (member) => /^[A-Z_]+$/.test(member) ? { type: "native", className: `dagster.${name}`, data: null, identity: `${name}.${member}`, toText: () => `${name}.${member}`, getAttribute: (attribute) => attribute === "value" || attribute === "name" ? { type: "str", value: member } : undefined } : undefined,
  });
}

const general: Readers = () => ({
  ...Object.fromEntries([...MODEL_CLASSES, ...MARKER_CLASSES].map((name) => [`dagster.${name}`, modelClass(name)])),
  ...Object.fromEntries(["DagsterRunStatus", "AssetCheckSeverity", "DefaultSensorStatus", "DefaultScheduleStatus", "SensorType"].map((name) => [`dagster.${name}`, enumeration(name)])),
  "dagster.ResourceParam": resourceParam,
  // The value of a variable is the machine's, never the project's.
  "dagster.EnvVar": nativeFunction("EnvVar", (args) => {
    const name = args.positional[0];
    return { type: "unknown", reason: name?.type === "str" ? `read from the environment variable ${name.value}` : "read from the environment", span: args.span };
  }, { className: "dagster.EnvVar", getAttribute: (name) => name === "int" ? nativeFunction("EnvVar.int", (args) => ({ type: "unknown", reason: args.positional[0]?.type === "str" ? `read from the environment variable ${args.positional[0].value}` : "read from the environment", span: args.span })) : undefined }),
});

/** Libraries whose names are looked up by their last part. */
const LIBRARIES = /^(dagster|dagster_[a-z0-9_]+|dagstermill|dlt)\./;

export interface DagsterHost extends Host {
  resolve(qualifiedName: string): Value | undefined;
}

export function createHost(session: Session): DagsterHost {
  const table: { [name: string]: NativeFunction | NativeObject } = {};
  for (const readers of [...READERS, general]) {
    const names: NameTable = readers(session);
    for (const [name, value] of Object.entries(names)) table[name] = value.type === "native_function" && !value.getAttribute ? alsoModule(name, value) : value;
  }
  /** Some functions share their name with the module that they stand in (`load_assets_from_modules`, `definitions`): it holds the other names. */
  function alsoModule(qualifiedName: string, value: NativeFunction): NativeFunction {
    const library = qualifiedName.slice(0, qualifiedName.indexOf("."));
    return { ...value, getAttribute: (name) => Object.hasOwn(table, `${library}.${name}`) ? table[`${library}.${name}`] : undefined };
  }
  return {
    resolve(qualifiedName) {
      if (Object.hasOwn(table, qualifiedName)) return table[qualifiedName];
      const library = LIBRARIES.exec(qualifiedName)?.[1];
      if (library === undefined || library === "dlt") return undefined;
      const short = `${library}.${qualifiedName.slice(qualifiedName.lastIndexOf(".") + 1)}`;
      return Object.hasOwn(table, short) ? table[short] : undefined;
    },
    instantiate: (instance, args, context) => instantiate(instance, args, context),
  };
}

/** Subclasses of Dagster's classes: a partitions definition gets its native part, models get their fields by keyword. */
function instantiate(instance: InstanceValue, args: CallArgs, context: CallContext): void {
  for (const base of context.nativeBases(instance.class)) {
    const native = partitionsOfBase(base, bind(args), context);
    if (native) {
      instance.native = native;
      return;
    }
    if (base.startsWith("dagster")) {
      for (const [name, value] of args.named) if (!instance.attributes.has(name)) instance.attributes.set(name, value);
    }
  }
}
