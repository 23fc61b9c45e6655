/**
 * Source text of a project's modules -> values. The entry of `python/` for other stages.
 * Does not know Dagster; reads files only through `ModuleFiles`; runs nothing.
 */
import type { Evaluation, EvaluationOptions } from "./evaluation.ts";
import { wireEvaluation } from "./interpreter/wire.ts";

export type { Evaluation, EvaluationOptions, ModuleFiles } from "./evaluation.ts";
export { loadPythonParser } from "./syntax/parser.ts";

/** One evaluation of a project as it is now. Modules are evaluated once each; a changed file needs a new evaluation. */
export function createEvaluation(options: EvaluationOptions): Evaluation {
  return wireEvaluation(options);
}
