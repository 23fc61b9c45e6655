/** Who said a thing, in the words of the whole program: Exact, Static, From the log. Beside the thing, the rest on hover and focus. */
import type { ReactNode } from "react";
import type { LocationReading, Reader } from "../../shared/model.ts";
import { Ago } from "./bits.tsx";
import { formatDuration } from "./format.ts";
import { Tip } from "./tip.tsx";

export const readerWords: { readonly [R in Reader]: { readonly word: string; readonly says: string } } = {
  static: { word: "Static", says: "Read from source" },
  yaml: { word: "Static", says: "Read from YAML" },
  dbt: { word: "Static", says: "Read from dbt's files" },
  sandbox: { word: "Exact", says: "The sealed Dagster said it" },
  python: { word: "Exact", says: "Dagster in your Python said it" },
  log: { word: "From the log", says: "Only the event log knows it" },
};

/** A chip that can be focused: the word, then when and how. `why`: what keeps a better reader from speaking. */
export function ReaderChip({ reader, reading, why = null }: { readonly reader: Reader; readonly reading: LocationReading | null; readonly why?: string | null }) {
  const { word, says } = readerWords[reader];
  const isStandIn = why !== null;
  return (
    <Tip text={<ReaderTip says={says} reading={reading} why={why} />}>
      {(target) => <button {...target} type="button" className={word === "Exact" ? "chip accent reader-chip" : isStandIn ? "chip warn reader-chip" : "chip reader-chip"} aria-label={`${word}: ${says}${why === null ? "" : `. ${why}`}`}>{word}</button>}
    </Tip>
  );
}

function ReaderTip({ says, reading, why }: { readonly says: string; readonly reading: LocationReading | null; readonly why: string | null }): ReactNode {
  return (
    <>
      <b>{says}</b>
      {reading && <span className="tip-place"><Ago at={reading.at} />, in {formatDuration(reading.elapsedMs / 1000)}, with the rest of {reading.codeLocation}</span>}
      {reading && reading.stubs.length > 0 && <span className="tip-place">{reading.stubs.length} {reading.stubs.length === 1 ? "library was" : "libraries were"} stood in for</span>}
      {why !== null && <span className="tip-place">{why}</span>}
    </>
  );
}
