/**
 * The probe's JSON -> checked definitions. The process that made it ran hostile code, so nothing of it is believed before it has the
 * contract's shape and its caps. Mirrors shared/model.ts; the compiler holds the two together.
 */
import { z } from "zod";
import type { Asset, AssetCheck, Json, JobDefinition, MetadataEntry, Partitions, Problem, ScheduleDefinition, SensorDefinition } from "../../../shared/model.ts";

const text = z.string().max(200_000);
const name = z.string().max(10_000);
const span = z.object({ file: name, line: z.number().int().min(1), endLine: z.number().int().min(1).optional(), column: z.number().int().min(1).optional() });
const unknownValue = z.object({ unknown: z.string().min(1).max(2_000), at: span.optional() });
const known = <T extends z.ZodType>(of: T) => z.union([unknownValue, of]);
const json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
const strings = z.record(name, text);

const column = z.object({ name, type: name, description: text.nullable(), constraints: z.object({ nullable: z.boolean(), unique: z.boolean(), other: z.array(text) }), tags: strings });
const schema = z.object({ columns: z.array(column).max(20_000), constraints: z.object({ other: z.array(text) }) });
const reference = z.union([z.object({ kind: z.literal("local"), file: name, line: z.number().int().nullable(), label: name.nullable() }), z.object({ kind: z.literal("url"), url: name, label: name.nullable() })]);
const number = z.union([z.number(), name]);
const entry = { label: name, from: z.literal("definition"), description: text.nullable().optional(), at: span.optional() };
const metadata: z.ZodType<MetadataEntry> = z.discriminatedUnion("type", [
  z.object({ ...entry, type: z.enum(["text", "url", "path", "notebook", "md", "dagster_run", "pool", "code_location_reconstruction"]), value: known(text) }),
  z.object({ ...entry, type: z.literal("object"), value: known(text) }),
  z.object({ ...entry, type: z.literal("json"), value: known(json) }),
  z.object({ ...entry, type: z.enum(["float", "int"]), value: known(number) }),
  z.object({ ...entry, type: z.literal("bool"), value: known(z.boolean()) }),
  z.object({ ...entry, type: z.literal("null"), value: z.null() }),
  z.object({ ...entry, type: z.literal("timestamp"), value: known(number) }),
  z.object({ ...entry, type: z.literal("python_artifact"), value: known(z.object({ module: name, name })) }),
  z.object({ ...entry, type: z.literal("job"), value: known(z.object({ jobName: name, locationName: name.nullable(), repositoryName: name.nullable() })) }),
  z.object({ ...entry, type: z.literal("asset"), value: known(name) }),
  z.object({ ...entry, type: z.literal("table"), value: known(z.object({ records: z.array(z.record(name, json)).max(10_000), schema: schema.nullable() })) }),
  z.object({ ...entry, type: z.literal("table_schema"), value: known(schema) }),
  z.object({ ...entry, type: z.literal("table_column_lineage"), value: known(z.object({ depsByColumn: z.record(name, z.array(z.object({ assetKey: name, columnName: name }))) })) }),
  z.object({ ...entry, type: z.literal("code_references"), value: known(z.array(reference)) }),
  z.object({ ...entry, type: z.literal("unknown"), value: known(json) }),
]);

const partitions: z.ZodType<Partitions> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("static"), keys: known(z.array(name).max(100_000)) }),
    z.object({ kind: z.literal("time_window"), cadence: known(z.enum(["hourly", "daily", "weekly", "monthly", "custom"])), cron: known(name).nullable(), start: known(name), end: known(name.nullable()), timezone: known(name), format: known(name) }),
    z.object({ kind: z.literal("dynamic"), name: known(name.nullable()) }),
    z.object({ kind: z.literal("multi"), dimensions: z.array(z.object({ name, partitions: known(partitions) })).max(10) }),
  ]),
);

const tags = known(z.record(name, known(text)));
const asset: z.ZodType<Asset> = z.object({
  key: name, keyPath: z.array(name).min(1).max(100), keyDoubt: unknownValue.optional(), kind: z.enum(["materializable", "external", "observable"]), isStub: z.boolean(), group: known(name), owners: known(z.array(name)), tags, kinds: known(z.array(name)),
  description: known(text.nullable()), deps: known(z.array(name)), metadata: known(z.array(metadata)), partitions: known(partitions.nullable()), codeVersion: known(name.nullable()), source: span.nullable(), codeReferences: z.array(reference),
  codeLocation: name, definedBy: name.nullable(), op: name.nullable(), jobs: z.array(name), automation: known(text.nullable()), freshness: known(text.nullable()), ioManagerKey: known(name.nullable()),
  origins: z.object({}), reader: z.literal("sandbox"), latestMaterialization: z.null(), latestObservation: z.null(),
});
const located = { name, description: known(text.nullable()), source: span.nullable(), codeLocation: name };
const check: z.ZodType<AssetCheck> = z.object({ asset: name, name, description: known(text.nullable()), blocking: known(z.boolean()), source: span.nullable(), codeLocation: name, metadata: known(z.array(metadata)), latestEvaluation: z.null() });
const job: z.ZodType<JobDefinition> = z.object({ ...located, selection: known(text).nullable(), tags });
const schedule: z.ZodType<ScheduleDefinition> = z.object({ ...located, cron: known(name.nullable()), timezone: known(name.nullable()), target: known(name.nullable()) });
const sensor: z.ZodType<SensorDefinition> = z.object({ ...located, sensorType: name, target: known(name.nullable()) });
const problem: z.ZodType<Problem> = z.object({ severity: z.enum(["error", "warning", "info"]), code: name, message: text, stage: z.literal("sandbox"), at: span.optional(), hint: text.optional() });
const used = z.record(name, z.object({ count: z.number().int(), at: span.nullable() }));

export const probeResult = z.object({
  codeLocation: name, assets: z.array(asset).max(200_000), checks: z.array(check).max(200_000), jobs: z.array(job), schedules: z.array(schedule), sensors: z.array(sensor), unloaded: z.array(z.never()),
  problems: z.array(problem).max(1_000), stubs: used, placeholders: used, refused: used, filesRead: z.array(name).max(30_000), foldersListed: z.array(name).max(30_000), lookedFor: z.array(name).max(30_000), elapsedMs: z.number(),
});

export type ProbeResult = z.infer<typeof probeResult>;
