/** What happened lately, over all assets: events, and the runs that they came from. */
import { useState } from "react";
import type { RunSummary } from "../../../shared/model.ts";
import { CopyButton, Ago, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { formatDuration, formatTime } from "../../components/format.ts";
import { latestEvents, runs } from "../../state/data.ts";
import { useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { EventTable } from "../asset/event-table.tsx";
import { NoHistory } from "../asset/history-tab.tsx";
import { RunStatus } from "../asset/run-status.tsx";

const steps = [100, 1_000, 10_000] as const;

export function HistoryView() {
  const [what, setWhat] = useState<"events" | "runs">("events");
  const [step, setStep] = useState(0);
  const limit = String(steps[step] ?? 10_000);
  const events = useRemote(latestEvents, limit);
  const list = useRemote(runs, limit);
  const isLive = useProject((store) => store.state?.isLive ?? false);
  const shown = what === "events" ? events : list;
  const count = what === "events" ? (events.value?.events.length ?? 0) : (list.value?.length ?? 0);
  return (
    <div className="page">
      <div className="line">
        <h1>History</h1>
        <div className="segments" role="group" aria-label="What happened">
          <button type="button" aria-pressed={what === "events"} onClick={() => setWhat("events")}>Events{events.value ? ` ${events.value.total.toLocaleString("en")}` : ""}</button>
          <button type="button" aria-pressed={what === "runs"} onClick={() => setWhat("runs")}>Runs</button>
        </div>
        {isLive && <span className="line tight dim small"><span className="dot good pulse" aria-hidden="true" />live</span>}
      </div>
      {shown.error && <LoadFailure what="The history" error={shown.error} retry={() => (what === "events" ? latestEvents : runs).load(limit)} />}
      {!shown.value && !shown.error && <Skeleton lines={8} />}
      {what === "events" && events.value && (events.value.events.length === 0 ? <NoHistory /> : <EventTable events={events.value.events} />)}
      {what === "runs" && list.value && (list.value.length === 0 ? <NoHistory /> : <Runs runs={list.value} />)}
      {count >= Number(limit) && step < steps.length - 1 && <button type="button" className="btn" onClick={() => setStep(step + 1)}>Show older ones</button>}
    </div>
  );
}

function Runs({ runs: list }: { readonly runs: readonly RunSummary[] }) {
  const [shown, setShown] = useState(200);
  return (
    <>
      <div className="table-scroll">
        <table className="table">
          <thead><tr><th scope="col">Started</th><th scope="col">Job</th><th scope="col">Status</th><th scope="col" className="num">Took</th><th scope="col">Run</th><th scope="col">Tags</th></tr></thead>
          <tbody>
            {list.slice(0, shown).map((run) => {
              const tags = Object.entries(run.tags).filter(([name]) => !name.startsWith(".dagster/") && !name.startsWith("dagster/"));
              return (
                <tr key={`${run.home}/${run.runId}`} className="hover">
                  <td className="nowrap" title={run.startTime === null ? undefined : formatTime(run.startTime)}>{run.startTime === null ? <span className="dim">not started</span> : <Ago at={run.startTime} />}</td>
                  <td className="mono">{run.jobName === "__ASSET_JOB" ? <span className="dim">assets by hand</span> : run.jobName}</td>
                  <td><RunStatus status={run.status} /></td>
                  <td className="num">{run.startTime !== null && run.endTime !== null ? formatDuration(run.endTime - run.startTime) : "–"}</td>
                  <td className="nowrap"><span className="with-copy mono dim" title={run.runId}>{run.runId.slice(0, 8)}<CopyButton text={run.runId} what="the run id" /></span></td>
                  <td><span className="chips">{tags.slice(0, 6).map(([name, value]) => <span key={name} className="chip"><em>{name}</em> <span className="clip">{value}</span></span>)}{tags.length > 6 && <span className="dim small">+{tags.length - 6}</span>}</span></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {list.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 1_000)}>Show {Math.min(1_000, list.length - shown)} of {list.length - shown} more</button>}
    </>
  );
}
