/**
 * What Dagster's objects are while a project is evaluated: plain immutable data inside native values, one class a Dagster class.
 * Fields stay Python values (with the place that they were written at) until to-asset.ts turns them into the model.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import type { Json, MetadataValue, Partitions, TableColumn, TableColumnLineage, TableSchema } from "../../../shared/model.ts";
import { none, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import type { Select } from "./selection-data.ts";
import type { Root } from "./session.ts";

/** Parts of an asset key, or why they cannot be known. */
export type Key = { readonly path: readonly string[] } | UnknownValue;
export type KnownKey = { readonly path: readonly string[] };
export function isKnownKey(key: Key): key is KnownKey {
  return "path" in key;
}

/** `AssetDep`, and the dependency that a parameter makes. */
export interface Dep {
  readonly key: Key;
  readonly span?: SourceSpan;
  readonly metadata: Value;
}

/** A parameter that is an asset's input or a resource, which its annotation alone does not tell. */
export interface MaybeInput {
  readonly name: string;
  readonly key: Key;
  readonly reason: string;
  readonly at: SourceSpan;
}

/** `AssetSpec`: what is said of one asset. `none` = not said. */
export interface SpecFields {
  readonly key: Key;
  readonly deps: readonly Dep[];
  /** Set when there may be more dependencies than `deps`. */
  readonly moreDeps: UnknownValue | null;
  readonly maybeInputs: readonly MaybeInput[];
  readonly description: Value;
  readonly metadata: Value;
  readonly group: Value;
  readonly owners: Value;
  /** Without kinds. */
  readonly tags: Value;
  readonly kinds: Value;
  readonly partitions: Value;
  readonly codeVersion: Value;
  readonly automation: Value;
  readonly freshness: Value;
  readonly ioManagerKey: Value;
  readonly source: SourceSpan;
  readonly definedBy: string;
  readonly op: string | null;
  /** Why it may not exist: it stands in a branch of an unknown condition, or passed a wrapper that could not be known. */
  readonly doubt: UnknownValue | null;
}

export function emptySpec(key: Key, source: SourceSpan, definedBy: string): SpecFields {
  return {
    key, deps: [], moreDeps: null, maybeInputs: [], description: none, metadata: none, group: none, owners: none, tags: none, kinds: none,
    partitions: none, codeVersion: none, automation: none, freshness: none, ioManagerKey: none, source, definedBy, op: null, doubt: null,
  };
}

/** `AssetCheckSpec`. */
export interface CheckFields {
  readonly asset: Key;
  readonly name: Known<string>;
  readonly description: Value;
  readonly blocking: Value;
  readonly metadata: Value;
  readonly source: SourceSpan;
  readonly additionalDeps: readonly Dep[];
}

export class AssetKeyData {
  readonly path: readonly string[];
  constructor(path: readonly string[]) { this.path = path; }
}

export class AssetSpecData {
  readonly spec: SpecFields;
  readonly root: Root;
  constructor(spec: SpecFields, root: Root) { this.spec = spec; this.root = root; }
}

/** `AssetsDefinition`, `AssetChecksDefinition` (no specs) and `SourceAsset`. */
export class AssetsDefinitionData {
  readonly specs: readonly SpecFields[];
  /** Set when there may be more assets than `specs`. */
  readonly moreSpecs: UnknownValue | null;
  readonly checks: readonly CheckFields[];
  readonly moreChecks: UnknownValue | null;
  readonly kind: "materializable" | "external" | "observable";
  readonly isSourceAsset: boolean;
  readonly root: Root;
  constructor(fields: Pick<AssetsDefinitionData, "specs" | "moreSpecs" | "checks" | "moreChecks" | "kind" | "isSourceAsset" | "root">) {
    this.specs = fields.specs;
    this.moreSpecs = fields.moreSpecs;
    this.checks = fields.checks;
    this.moreChecks = fields.moreChecks;
    this.kind = fields.kind;
    this.isSourceAsset = fields.isSourceAsset;
    this.root = fields.root;
  }
  get isChecksOnly(): boolean {
    return this.specs.length === 0 && this.moreSpecs === null && !this.isSourceAsset && (this.checks.length > 0 || this.moreChecks !== null);
  }
  with(changes: Partial<Pick<AssetsDefinitionData, "specs" | "moreSpecs" | "checks" | "moreChecks" | "kind" | "isSourceAsset">>): AssetsDefinitionData {
    return new AssetsDefinitionData({
      specs: this.specs, moreSpecs: this.moreSpecs, checks: this.checks, moreChecks: this.moreChecks, kind: this.kind,
      isSourceAsset: this.isSourceAsset, root: this.root, ...changes,
    });
  }
}

export class AssetDepData {
  readonly dep: Dep;
  constructor(dep: Dep) { this.dep = dep; }
}

export class AssetInData {
  readonly key: Value;
  readonly keyPrefix: Value;
  readonly metadata: Value;
  constructor(key: Value, keyPrefix: Value, metadata: Value) { this.key = key; this.keyPrefix = keyPrefix; this.metadata = metadata; }
}

/** `AssetOut`: the fields of a spec by keyword, its key not yet resolved. */
export class AssetOutData {
  readonly key: Value;
  readonly keyPrefix: Value;
  readonly spec: SpecFields;
  constructor(key: Value, keyPrefix: Value, spec: SpecFields) { this.key = key; this.keyPrefix = keyPrefix; this.spec = spec; }
}

export class CheckSpecData {
  readonly check: CheckFields;
  constructor(check: CheckFields) { this.check = check; }
}

export class PartitionsData {
  readonly partitions: Partitions;
  constructor(partitions: Partitions) { this.partitions = partitions; }
}

export class MetadataValueData {
  readonly value: MetadataValue;
  constructor(value: MetadataValue) { this.value = value; }
}
export class TableColumnData {
  readonly column: Known<TableColumn>;
  constructor(column: Known<TableColumn>) { this.column = column; }
}
export class TableSchemaData {
  readonly schema: Known<TableSchema>;
  constructor(schema: Known<TableSchema>) { this.schema = schema; }
}
export class ColumnDepData {
  readonly dep: Known<{ readonly assetKey: string; readonly columnName: string }>;
  constructor(dep: Known<{ readonly assetKey: string; readonly columnName: string }>) { this.dep = dep; }
}
export class ColumnLineageData {
  readonly lineage: Known<TableColumnLineage>;
  constructor(lineage: Known<TableColumnLineage>) { this.lineage = lineage; }
}
export class TableRecordData {
  readonly record: Known<{ readonly [column: string]: Json }>;
  /** The dict that it was made of. */
  readonly data: Value;
  constructor(record: Known<{ readonly [column: string]: Json }>, data: Value) {
    this.record = record;
    this.data = data;
  }
}

/** A policy or condition that is shown as it was written. */
export class ExpressionData {
  readonly text: string;
  constructor(text: string) { this.text = text; }
}

/** `define_asset_job`, `@job`, `graph.to_job`. */
export class JobData {
  readonly name: Known<string>;
  readonly description: Value;
  readonly tags: Value;
  /** Selection of assets as written; null for jobs of ops. */
  readonly selection: Known<string> | null;
  /** AssetSelection or what coerces to it; `none` for jobs of ops. */
  readonly selectionValue: Value;
  /** Decides the selection; null for jobs of ops. */
  readonly select: Select | null;
  readonly source: SourceSpan;
  constructor(fields: JobData) {
    this.name = fields.name;
    this.description = fields.description;
    this.tags = fields.tags;
    this.selection = fields.selection;
    this.selectionValue = fields.selectionValue;
    this.select = fields.select;
    this.source = fields.source;
  }
}

export class ScheduleData {
  readonly name: Known<string>;
  readonly cron: Known<string | null>;
  readonly timezone: Known<string | null>;
  readonly target: Known<string | null>;
  readonly description: Value;
  readonly source: SourceSpan;
  /** Jobs that it brings along. */
  readonly jobs: readonly Value[];
  constructor(fields: ScheduleData) {
    this.name = fields.name;
    this.cron = fields.cron;
    this.timezone = fields.timezone;
    this.target = fields.target;
    this.description = fields.description;
    this.source = fields.source;
    this.jobs = fields.jobs;
  }
}

export class SensorData {
  readonly name: Known<string>;
  readonly sensorType: string;
  readonly target: Known<string | null>;
  readonly description: Value;
  readonly source: SourceSpan;
  readonly jobs: readonly Value[];
  constructor(fields: SensorData) {
    this.name = fields.name;
    this.sensorType = fields.sensorType;
    this.target = fields.target;
    this.description = fields.description;
    this.source = fields.source;
    this.jobs = fields.jobs;
  }
}

/** `Definitions`, and what a repository returns: values of each kind, flat; unknown ones stay in their list. */
export class DefinitionsData {
  readonly assets: readonly Value[];
  readonly checks: readonly Value[];
  readonly jobs: readonly Value[];
  readonly schedules: readonly Value[];
  readonly sensors: readonly Value[];
  readonly resources: Value;
  readonly source: SourceSpan | null;
  constructor(fields: Partial<Pick<DefinitionsData, "assets" | "checks" | "jobs" | "schedules" | "sensors" | "resources" | "source">>) {
    this.assets = fields.assets ?? [];
    this.checks = fields.checks ?? [];
    this.jobs = fields.jobs ?? [];
    this.schedules = fields.schedules ?? [];
    this.sensors = fields.sensors ?? [];
    this.resources = fields.resources ?? none;
    this.source = fields.source ?? null;
  }
  with(changes: Partial<Pick<DefinitionsData, "assets" | "checks" | "jobs" | "schedules" | "sensors" | "resources">>): DefinitionsData {
    return new DefinitionsData({
      assets: this.assets, checks: this.checks, jobs: this.jobs, schedules: this.schedules, sensors: this.sensors,
      resources: this.resources, source: this.source, ...changes,
    });
  }
}

/** Data of a native value if it is of a class; instances of the project's subclasses count too. */
export function dataOf<T>(value: Value | undefined, type: abstract new (...args: never[]) => T): T | null {
  const native = nativeOf(value);
  return native && native.data instanceof type ? native.data : null;
}

export function nativeOf(value: Value | undefined): NativeObject | null {
  if (value?.type === "native") return value;
  if (value?.type === "instance" && value.native) return value.native;
  return null;
}

export { isUnknown };
