/**
 * Where two readers speak of one code location: which parts of the static reading the other supersedes. Nothing is deleted for it, so
 * that the static reading is whole again when the other one fails.
 */
import type { Database } from "better-sqlite3";
import { readAllExact } from "./readings.ts";
import { sql } from "./statements.ts";

/** What of a part is needed to tell whether another reader says it too. */
export interface SaidPart { readonly location: string; readonly reader: string; readonly kind: string; readonly name: string; readonly asset: string | null }

const definedKinds: ReadonlySet<string> = new Set(["check", "job", "schedule", "sensor", "unloaded"]);

/** What reading alone could not know (`dagster.job-unknown` and the like): nothing is missing any more where an exact reader loaded the location whole. */
const shortcoming = /^dagster\.\w+-unknown$/;
const otherShortcomings: ReadonlySet<string> = new Set(["dagster.component-template", "dagster.component-type", "dagster.dbt-manifest", "dagster.too-deep", "dagster.uncertain", "python.budget", "python.import-missing"]);

/** Is this part still shown? Static parts give way to the same of an exact reader, and all of them where that loaded the location whole. */
export function shownParts(db: Database): (part: SaidPart) => boolean {
  const records = readAllExact(db);
  if (records.length === 0) return () => true;
  const whole = new Set(records.filter((record) => record.reading.outcome === "whole").map((record) => record.reading.codeLocation));
  const exact = new Set(sql<SaidPart>(db, "SELECT location, reader, kind, name, asset FROM parts WHERE reader IN ('sandbox', 'python') AND kind <> 'problem'").all().map(nameOf));
  return (part) => {
    if (part.reader !== "static") return true;
    const isWhole = whole.has(part.location);
    if (part.kind === "problem") return !(isWhole && (shortcoming.test(part.name) || otherShortcomings.has(part.name)));
    if (!definedKinds.has(part.kind)) return true;
    return !(isWhole && part.kind !== "unloaded") && !exact.has(nameOf(part));
  };
}

function nameOf(part: SaidPart): string {
  return JSON.stringify([part.location, part.kind, part.name, part.asset]);
}
