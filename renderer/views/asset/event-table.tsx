/** Events in a table; a line opens to all metadata of the event. */
import { Fragment, useState } from "react";
import type { HistoryPage } from "../../../shared/api.ts";
import { AssetLink } from "../../components/asset-marks.tsx";
import { Ago, CopyButton } from "../../components/bits.tsx";
import { formatTime } from "../../components/format.ts";
import { summarize, toText } from "../../components/metadata/describe.ts";
import { fitsCell, MetadataList } from "../../components/metadata/metadata-value.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { RunStatus } from "./run-status.tsx";

type Event = HistoryPage["events"][number];

const page = 100;

export function EventTable({ events, isOfOneAsset = false }: { readonly events: readonly Event[]; readonly isOfOneAsset?: boolean }) {
  const [shown, setShown] = useState(page);
  const [open, setOpen] = useState<string | null>(null);
  const hasPartitions = events.some((event) => event.partition !== null);
  const columns = 4 + (isOfOneAsset ? 0 : 1) + (hasPartitions ? 1 : 0);
  return (
    <>
      <div className="table-scroll">
        <table className="table events">
          <thead><tr><th scope="col">When</th>{!isOfOneAsset && <th scope="col">Asset</th>}<th scope="col">Event</th>{hasPartitions && <th scope="col">Partition</th>}<th scope="col">Run</th><th scope="col">Metadata</th></tr></thead>
          <tbody>
            {events.slice(0, shown).map((event) => {
              const id = `${event.home}/${event.storageId}`;
              const isOpen = open === id;
              return (
                <Fragment key={id}>
                  <tr className="hover">
                    <td className="nowrap"><button type="button" className="twist-button" aria-expanded={isOpen} aria-label={`All of the event at ${formatTime(event.timestamp)}`} onClick={() => setOpen(isOpen ? null : id)}><span aria-hidden="true" className="dim">{isOpen ? "▾" : "▸"}</span> <Ago at={event.timestamp} /></button></td>
                    {!isOfOneAsset && <td className="nowrap"><AssetLink assetKey={event.assetKey} /></td>}
                    <td className="nowrap">{event.eventType === "materialization" ? "materialized" : "observed"}</td>
                    {hasPartitions && <td className="mono nowrap">{event.partition === null ? <span className="dim">–</span> : <VisibleText text={event.partition} max={200} />}</td>}
                    <td className="nowrap"><span className="line tight"><RunStatus status={event.runStatus} />{event.runId === "" ? <span className="dim">no run</span> : <span className="mono dim" title={event.runId}>{event.runId.slice(0, 8)}</span>}</span></td>
                    <td className="digest-cell"><Digest event={event} /></td>
                  </tr>
                  {isOpen && <tr className="metadata-open"><td colSpan={columns}><EventDetail event={event} /></td></tr>}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      {events.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 500)}>Show {Math.min(500, events.length - shown)} of {events.length - shown} more</button>}
    </>
  );
}

const digestEntries = 3;

/** The first few values that are short, so that the list can be scanned. */
function Digest({ event }: { readonly event: Event }) {
  const entries = event.metadata.slice(0, digestEntries);
  return (
    <span className="digest">
      {entries.map((entry, i) => <span key={i} className="digest-entry"><span className="dim mono nowrap">{entry.label.replace(/^dagster\//, "")}</span> <span className="num clip">{fitsCell(entry) ? toText(entry).slice(0, 80) : summarize(entry)}</span></span>)}
      {event.metadata.length > digestEntries && <span className="dim">+{event.metadata.length - digestEntries}</span>}
    </span>
  );
}

function EventDetail({ event }: { readonly event: Event }) {
  const tags = Object.entries(event.tags);
  return (
    <div className="stack">
      <div className="line dim small">
        <span className="num">{formatTime(event.timestamp)}</span>
        {event.runId !== "" && <span className="with-copy mono">run {event.runId}<CopyButton text={event.runId} what="the run id" /></span>}
        {event.stepKey && <span className="mono">step {event.stepKey}</span>}
        <span className="num">event {event.storageId}</span>
      </div>
      {event.description && <p className="wrap"><VisibleText text={event.description} /></p>}
      <MetadataList entries={event.metadata} />
      {tags.length > 0 && <details className="fold"><summary>{tags.length} {tags.length === 1 ? "tag" : "tags"}</summary><span className="chips">{tags.map(([name, value]) => <span key={name} className="chip"><em>{name}</em> <span className="clip">{value}</span></span>)}</span></details>}
    </div>
  );
}
