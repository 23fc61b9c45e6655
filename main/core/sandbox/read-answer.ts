/** The probe's text -> checked definitions of one code location, with what the load met on its way. Anything else is a failure with its reason. */
import type { CodeLocation, LocationDefinitions, Problem, UsedName } from "../../../shared/model.ts";
import type { Collected } from "./collect-files.ts";
import { probeResult, type ProbeResult } from "./result-schema.ts";

/** Largest answer that is looked at, in characters. */
const maxAnswerLength = 300_000_000;

export interface ExactResult {
  readonly type: "loaded";
  readonly definitions: LocationDefinitions;
  readonly stubs: readonly UsedName[];
  readonly placeholders: readonly UsedName[];
  readonly refused: readonly UsedName[];
  /** The project's files that were opened, the folders that were listed, the paths that were only looked for; relative to the opened folder. */
  readonly filesRead: readonly string[];
  readonly foldersListed: readonly string[];
  readonly lookedFor: readonly string[];
  readonly elapsedMs: number;
}
export type ExactFailure = { readonly type: "failed"; readonly code: `${"sandbox" | "python"}.${"timeout" | "crashed" | "bad-answer" | "cancelled"}`; readonly message: string };

export function readAnswer(text: string, reader: "sandbox" | "python", location: CodeLocation, collected: Pick<Collected, "leftOut">): ExactResult | ExactFailure {
  let result: ProbeResult;
  try {
    if (text.length > maxAnswerLength) throw new Error("larger than what is looked at");
    result = probeResult.parse(JSON.parse(text));
  } catch (error) {
    return { type: "failed", code: `${reader}.bad-answer`, message: `what came back is no definitions: ${error instanceof Error ? error.message.slice(0, 300) : ""}` };
  }
  const { checks, jobs, schedules, sensors } = result;
  const assets = result.assets.map((asset) => ({ ...asset, reader }));
  const caps: Problem[] = collected.leftOut.map((message) => ({ severity: "info", code: "sandbox.left-out", stage: "sandbox", message }));
  const problems = [...result.problems, ...caps].map((problem) => ({ ...problem, codeLocation: location.name }));
  const here = <T extends { readonly codeLocation: string }>(items: readonly T[]): T[] => items.map((item) => ({ ...item, codeLocation: location.name }));
  return {
    type: "loaded",
    definitions: { codeLocation: location.name, assets: here(assets), checks: here(checks), jobs: here(jobs), schedules: here(schedules), sensors: here(sensors), unloaded: [], problems },
    stubs: used(result.stubs), placeholders: used(result.placeholders), refused: used(result.refused),
    filesRead: result.filesRead, foldersListed: result.foldersListed, lookedFor: result.lookedFor, elapsedMs: result.elapsedMs,
  };
}

function used(names: ProbeResult["stubs"]): UsedName[] {
  return Object.entries(names).map(([name, { count, at }]) => ({ name, count, at })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, 2_000);
}
