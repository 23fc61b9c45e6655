/** `assetscope show`: one asset with everything known of it. */
import type { AssetDetail, HistoryPage } from "../../shared/api.ts";
import type { Asset, MetadataEntry } from "../../shared/model.ts";
import { isUnknown, knownOr, type Known } from "../../shared/unknown.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { noSuchAsset } from "./not-found.ts";
import { withProject } from "./open-project.ts";
import { plain, print, printJson, shown, styled, time } from "./output.ts";
import type { ShowOptions } from "./options.ts";

const recentEvents = 5;

export function show(folder: string, key: string, options: ShowOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const project = core.project();
    const detail = await project["asset.get"]({ key });
    if (!detail) throw await noSuchAsset(project, key);
    const history = await project["asset.history"]({ key, limit: options.json ? 50 : recentEvents });
    if (options.json) printJson({ schema: "assetscope.asset/1", ...detail, history });
    else printDetail(detail, history);
    return exitCodes.ok;
  });
}

function printDetail({ readings, asset, checks, upstream, downstream, jobs, schedules, sensors, problems, duplicates }: AssetDetail, history: HistoryPage): void {
  print(styled(plain(asset.key), "bold"));
  if (!isUnknown(asset.description) && asset.description) print(`\n${asset.description.split("\n").map(plain).join("\n")}\n`);
  field("defined by", [asset.definedBy ?? "no definition", asset.source ? `at ${asset.source.file}:${asset.source.line}` : "", asset.codeLocation ? `in ${asset.codeLocation}` : ""].filter(Boolean).join(" "));
  field("said by", saidBy(asset, readings));
  if (asset.keyDoubt) known("key", asset.keyDoubt, () => "");
  known("group", asset.group, (group) => group);
  known("owners", asset.owners, (owners) => owners.join(", "));
  known("kinds", asset.kinds, (kinds) => kinds.join(", "));
  known("tags", asset.tags, (tags) => Object.entries(tags).map(([name, value]) => (value === "" ? name : `${name}=${knownOr(value, "?")}`)).join(", "));
  known("partitions", asset.partitions, (partitions) => partitions?.kind ?? "");
  known("code version", asset.codeVersion, (version) => version ?? "");
  known("automation", asset.automation, (automation) => automation ?? "");
  field("upstream", upstream.map((row) => row.key).join(", "));
  field("downstream", downstream.map((row) => row.key).join(", "));
  field("jobs", [...jobs, ...schedules, ...sensors].map((part) => part.name).join(", "));
  for (const check of checks) field("check", `${check.name}${check.latestEvaluation ? ` ${check.latestEvaluation.status} ${time(check.latestEvaluation.timestamp)}` : ""}`);
  if (isUnknown(asset.metadata)) known("metadata", asset.metadata, () => "");
  else printEntries("metadata", asset.metadata);
  const latest = asset.latestMaterialization;
  if (latest) {
    field("materialized", [time(latest.timestamp), latest.runStatus ?? "", latest.partition ?? "", latest.runId ? `run ${latest.runId}` : ""].filter(Boolean).join("  "));
    printEntries("", latest.metadata);
  }
  for (const event of history.events.slice(1)) field("before", [time(event.timestamp), event.eventType, event.partition ?? "", event.runStatus ?? ""].filter(Boolean).join("  "));
  for (const other of duplicates) field("also defined", other.source ? `${other.source.file}:${other.source.line}` : other.codeLocation);
  for (const problem of problems) field(problem.severity, problem.message);
}

const readerWords: { readonly [R in Asset["reader"]]: string } = { static: "static: its source", yaml: "static: YAML", dbt: "static: dbt's files", sandbox: "exact: the sealed Dagster", python: "exact: Dagster in your Python", log: "the log alone" };

/** Who speaks, when, and what others say differently. */
function saidBy(asset: Asset, readings: AssetDetail["readings"]): string {
  if (asset.isStub) return "";
  const at = readings.find((reading) => reading.reader === asset.reader)?.at;
  const differing = Object.entries(asset.origins).flatMap(([name, origin]) => (origin.others?.length ? [name] : []));
  return [`${readerWords[asset.reader]}${at === undefined ? "" : `, ${time(at)}`}`, differing.length > 0 ? `others differ in ${differing.join(", ")}` : ""].filter(Boolean).join("; ");
}

function printEntries(title: string, entries: readonly MetadataEntry[]): void {
  entries.forEach((entry, i) => {
    if (entry.type === "table_schema" && !isUnknown(entry.value)) {
      field(i === 0 ? title : "", entry.label);
      for (const column of entry.value.columns) field("", `  ${column.name}  ${styled(plain(column.type), "dim")}${column.description ? `  ${plain(column.description)}` : ""}`, true);
    } else field(i === 0 ? title : "", `${entry.label} = ${isUnknown(entry.value) ? `? (${entry.value.unknown})` : typeof entry.value === "string" ? entry.value : JSON.stringify(entry.value)}`);
  });
}

function known<T>(name: string, value: Known<T>, text: (known: T) => string): void {
  field(name, isUnknown(value) ? `? (${value.unknown}${value.at ? `, ${value.at.file}:${value.at.line}` : ""})` : shown(value, text));
}

function field(name: string, text: string, isPlain = false): void {
  if (text !== "") print(`${styled(name.padEnd(13), "dim")} ${isPlain ? text : plain(text)}`);
}
