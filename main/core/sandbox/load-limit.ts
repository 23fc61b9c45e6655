/** Files of a code location -> how long its load may take: dbt's parser needs its time for each model, everything else is quick or stuck. */
import type { Collected } from "./collect-files.ts";

const shortestMs = 180_000;
const longestMs = 15 * 60_000;
const msAModel = 1_000;
/** Of the limit: then Python is interrupted where it is, and says what was loaded until then. Code that will not be interrupted is ended at the limit. */
const interruptAfter = 0.85;

export function loadLimitOf({ files }: Collected): number {
  if (!files.some((file) => /(^|\/)dbt_project\.ya?ml$/.test(file.path))) return shortestMs;
  const models = files.filter((file) => /(^|\/)models\/.*\.(sql|py)$/.test(file.path)).length;
  return Math.min(longestMs, shortestMs + models * msAModel);
}

export function interruptMsOf(limitMs: number): number {
  return Math.round(limitMs * interruptAfter);
}
