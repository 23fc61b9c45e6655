/** A selection that is in the language, but asks what no folder can tell: said with the place, instead of an empty answer. */
import type { SelectionError, Token } from "./syntax.ts";
import { tokenize } from "./tokens.ts";

export function findUnanswerable(text: string): SelectionError | null {
  const tokens = tokenize(text);
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "attribute" || tokens[i + 1]?.kind !== "colon" || tokens[i - 1]?.kind === "colon") continue;
    const value = tokens[i + 2];
    const why = reasonOf(token, value);
    if (why !== null) return { message: why, start: token.start, end: value?.end ?? token.end };
  }
  return null;
}

function reasonOf(attribute: Token, value: Token | undefined): string | null {
  if (attribute.text === "changed_in_branch") return "changed_in_branch: compares with a branch deployment of Dagster+, and a folder has none";
  if (attribute.text === "automation_type" && value?.text === "disabled") return "automation_type:disabled asks whether schedules and sensors are switched on, which only a running Dagster knows";
  return null;
}
