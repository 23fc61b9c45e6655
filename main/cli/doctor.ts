/** `assetscope doctor`: what was looked for, found, read and skipped, what cannot be known, and why. */
import type { Asset, Find, LocationReading, Problem, UsedName } from "../../shared/model.ts";
import { formatSpan, type SourceSpan } from "../../shared/source-span.ts";
import { isUnknown } from "../../shared/unknown.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { withProject } from "./open-project.ts";
import { counted, plain, print, printJson, styled, time } from "./output.ts";
import type { DoctorOptions } from "./options.ts";

interface UnknownField { readonly key: string; readonly field: string; readonly reason: string; readonly at: SourceSpan | null }

export function doctor(folder: string, options: DoctorOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const project = core.project();
    // Reading the SQL of the assets may find more to tell.
    await project["lineage.problems"]({});
    const [finds, problems, unloaded] = [await project["find.list"]({}), await project["problem.list"]({}), await project["unloaded.list"]({})];
    const catalog = await project.exportCatalog({});
    const unknown = catalog.assets.filter((asset) => !asset.isStub).flatMap(unknownFields);
    const { counts } = core.state();
    const readers = await core.readers();
    if (options.json) printJson({ schema: "assetscope.doctor/1", project: catalog.project, counts, readers, finds, problems, unloaded, unknown });
    else {
      print(styled(plain(catalog.project.folder), "bold"));
      section("Who read the definitions", [...(readers.active === "static" && readers.sealed.missing !== null ? [`from source only: ${readers.sealed.missing}`] : []), ...readers.readings.flatMap(readingLines)]);
      section("What was read", finds.map(findLine));
      section("Problems", problems.map(problemLine));
      section("In source, but in no Definitions", unloaded.map((asset) => `${asset.name}  ${asset.definedBy}  ${formatSpan(asset.source)}${asset.reason === undefined ? "" : `  ${asset.reason}`}`));
      section("Cannot be known without running the project", summarise(unknown));
      print(`\n${counted(counts.assets, "asset")}, ${counted(counts.checks, "check")}, ${counted(counts.events, "event")}, ${counted(problems.length, "problem")}`);
    }
    return options.strict && problems.some((problem) => problem.severity === "error") ? exitCodes.projectErrors : exitCodes.ok;
  });
}

const readerNames: { readonly [R in LocationReading["reader"]]: string } = { static: "static", sandbox: "exact, by the sealed Dagster", python: "exact, by your Python" };
const outcomeMarks: { readonly [O in LocationReading["outcome"]]: string } = { whole: styled("whole    ", "green"), partial: styled("in part  ", "yellow"), failed: styled("no answer", "red") };
const listedNames = 20;

function readingLines(reading: LocationReading): string[] {
  const { stubs, placeholders, refused, leftOut, filesRead } = reading;
  const head = `${outcomeMarks[reading.outcome]} ${plain(reading.codeLocation)}  ${readerNames[reading.reader]}, ${counted(reading.assets, "asset")}, ${counted(filesRead.length, "file")} read, ${(reading.elapsedMs / 1000).toFixed(1)} s, ${time(reading.at)}`;
  const names = (title: string, used: readonly UsedName[]): string[] => (used.length === 0 ? [] : [`          ${title}: ${used.slice(0, listedNames).map((one) => plain(one.name)).join(", ")}${used.length > listedNames ? ` and ${used.length - listedNames} more` : ""}`]);
  return [head, ...(reading.failure === null ? [] : [`          ${plain(reading.failure)}`]), ...names("stood in for", stubs), ...names("placeholders", placeholders), ...names("refused", refused), ...leftOut.map((line) => `          left out: ${plain(line)}`)];
}

function unknownFields(asset: Asset): UnknownField[] {
  const found: UnknownField[] = [];
  const note = (field: string, value: unknown): void => {
    if (isUnknown(value)) found.push({ key: asset.key, field, reason: value.unknown, at: value.at ?? null });
  };
  for (const [field, value] of Object.entries(asset)) note(field, value);
  if (!isUnknown(asset.tags)) for (const [tag, value] of Object.entries(asset.tags)) note(`tags.${tag}`, value);
  if (!isUnknown(asset.metadata)) for (const entry of asset.metadata) note(`metadata.${entry.label}`, entry.value);
  return found;
}

/** One line a reason, the most frequent first. */
function summarise(fields: readonly UnknownField[]): string[] {
  const groups = new Map<string, UnknownField[]>();
  for (const field of fields) {
    const name = `${field.field} ${field.reason} ${field.at ? formatSpan(field.at) : ""}`;
    groups.set(name, [...(groups.get(name) ?? []), field]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).map((group) => {
    const [first] = group;
    if (!first) return "";
    return `${first.field} of ${group.length === 1 ? first.key : counted(group.length, "asset")}: ${first.reason}${first.at ? `  ${formatSpan(first.at)}` : ""}`;
  });
}

const findMarks: { readonly [S in Find["status"]]: string } = { found: styled("found  ", "green"), missing: styled("missing", "dim"), skipped: styled("skipped", "dim"), failed: styled("failed ", "red") };

function findLine(find: Find): string {
  return `${findMarks[find.status]} ${plain(find.title)}  ${styled(plain(find.detail), "dim")}${find.at ? `  ${plain(formatSpan(find.at))}` : ""}`;
}

function problemLine(problem: Problem): string {
  const colour = problem.severity === "error" ? "red" : problem.severity === "warning" ? "yellow" : "dim";
  return `${styled(problem.severity.padEnd(7), colour)} ${plain(problem.message)}${problem.at ? `  ${plain(formatSpan(problem.at))}` : ""}  ${styled(problem.code, "dim")}${problem.hint ? `\n          ${plain(problem.hint)}` : ""}`;
}

function section(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print(`\n${styled(title, "bold")} (${lines.length})`);
  for (const line of lines) print(`  ${line}`);
}
