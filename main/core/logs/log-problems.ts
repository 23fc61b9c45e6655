/** Failures of reading -> problems in the words of people, each with what to do. Codes are stable. */
import type { Problem } from "../../../shared/model.ts";
import type { DatabaseError, DatabaseErrorKind } from "./database-error.ts";
import type { LogCursor } from "./log-batch.ts";

const severities: { readonly [K in DatabaseErrorKind]: Problem["severity"] } = {
  missing: "info", empty: "info", "no-access": "error", "not-a-file": "error", "not-a-database": "error", "too-large": "error", "not-dagster": "error", busy: "warning", damaged: "error",
};

const hints: { readonly [K in DatabaseErrorKind]: string } = {
  missing: "It appears with the first run that Dagster records here.",
  empty: "Dagster is just making it, or stopped before it wrote anything; it is read as soon as there is something.",
  "no-access": "Give your user the right to read the file and its folder.",
  "not-a-file": "Choose the Dagster home that really holds the file.",
  "not-a-database": "Everything else is shown.",
  "too-large": "Start Dagster once so that it can close the database cleanly; then it is read in place.",
  "not-dagster": "Is it the log of another program? Everything else is shown.",
  busy: "It is tried again as soon as the file changes; what was read before stays shown.",
  damaged: "What could be read stays shown. SQLite's `.recover` command may save the rest.",
};

/** `name`: the database, as a path relative to its home. */
export function databaseProblem(name: string, error: DatabaseError): Problem {
  return { severity: severities[error.kind], code: `log.${error.kind}`, message: `${name} was not read: ${error.message}`, stage: "logs", hint: hints[error.kind] };
}

export function damageProblem(name: string, damage: string): Problem {
  return { severity: "warning", code: "log.damaged", message: `${name} is damaged, what it says may be incomplete: ${damage}`, stage: "logs", hint: hints.damaged };
}

export function unreadableProblem(name: string, unreadable: LogCursor["unreadable"]): Problem | null {
  if (unreadable.count === 0) return null;
  const shown = unreadable.firstIds.join(", ");
  const rows = unreadable.count === 1 ? `1 event of ${name} could not be read (row ${shown})` : `${unreadable.count} events of ${name} could not be read (rows ${shown}${unreadable.count > unreadable.firstIds.length ? ", ..." : ""})`;
  return { severity: "warning", code: "log.unreadable-events", message: unreadable.reason === null ? rows : `${rows}: ${unreadable.reason}`, stage: "logs", hint: "All other events are shown." };
}

export function unreadableChecksProblem(name: string, { unreadable, unreadableReason }: LogCursor["checks"]): Problem | null {
  if (unreadable === 0) return null;
  const results = unreadable === 1 ? "1 check result" : `${unreadable} check results`;
  return { severity: "warning", code: "log.unreadable-checks", message: `${results} of ${name} could not be read in full: ${unreadableReason ?? ""}`, stage: "logs", hint: "All other results are shown." };
}

export function notLocalProblem(): Problem {
  return { severity: "info", code: "log.not-local", message: "The Dagster home keeps its event log in a database server, which is not read", stage: "logs", hint: "Definitions are shown; materializations and check results are not." };
}
