/** Numbers of the runs as lines, and every event beneath with all that it said. */
import { useMemo, useState } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import { Empty, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { LineChart } from "../../components/line-chart.tsx";
import { toSeries, type SeriesAxis } from "../../components/series.ts";
import { assetHistories, type HistoryQuery } from "../../state/data.ts";
import { replaceRoute } from "../../state/navigation.ts";
import { canChooseFolder, chooseDagsterHome, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { useSettings } from "../../state/settings.ts";
import { EventTable } from "./event-table.tsx";

const firstEvents = 200;
const chartsFirst = 6;

export function HistoryTab({ detail, partition }: { readonly detail: AssetDetail; readonly partition: string | null }) {
  const { asset } = detail;
  const [limit, setLimit] = useState(firstEvents);
  const [axis, setAxis] = useState<SeriesAxis>("time");
  const [isAll, setIsAll] = useState(false);
  const isDark = useSettings((state) => state.isDark);
  const query: HistoryQuery = { key: asset.key, partition, limit };
  const key = JSON.stringify(query);
  const { value, error } = useRemote(assetHistories, key);
  const series = useMemo(() => (value ? toSeries(value.events, axis) : []), [value, axis]);
  const plotted = series.filter((one) => one.points.length > 1);
  const hasPartitions = value?.events.some((event) => event.partition !== null) ?? false;
  if (error && !value) return <LoadFailure what="The history" error={error} retry={() => assetHistories.load(key)} />;
  if (!value) return <Skeleton lines={8} />;
  if (value.total === 0 && value.events.length === 0) return partition === null ? <NoHistory /> : <Empty title={`Nothing for the partition ${partition}`} actions={<button type="button" className="btn" onClick={() => replaceRoute({ view: "asset", key: asset.key, tab: "history" })}>All partitions</button>} />;
  return (
    <div className="stack wide-gap">
      {plotted.length > 0 && (
        <section aria-label="Numbers over time">
          <div className="section-head">
            <h2>Numbers <span className="dim num">{plotted.length}</span></h2>
            {hasPartitions && partition === null && (
              <div className="segments" role="group" aria-label="Along">
                <button type="button" aria-pressed={axis === "time"} onClick={() => setAxis("time")}>By time</button>
                <button type="button" aria-pressed={axis === "partition"} onClick={() => setAxis("partition")}>By partition</button>
              </div>
            )}
            <span className="dim small">of the {axis === "time" ? `latest ${value.events.length} events` : "latest event of each partition"}</span>
          </div>
          <div className="charts">{plotted.slice(0, isAll ? plotted.length : chartsFirst).map((one) => <LineChart key={one.label} series={one} axis={axis} syncKey={asset.key} isDark={isDark} />)}</div>
          {plotted.length > chartsFirst && <button type="button" className="link" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Show fewer" : `Show ${plotted.length - chartsFirst} more`}</button>}
        </section>
      )}
      <section aria-label="Events">
        <div className="section-head">
          <h2>Events <span className="dim num">{value.total.toLocaleString("en")}</span></h2>
          {partition !== null && <span className="chip accent">partition {partition} <button type="button" className="chip-close" aria-label="All partitions" onClick={() => replaceRoute({ view: "asset", key: asset.key, tab: "history" })}>×</button></span>}
        </div>
        <EventTable events={value.events} isOfOneAsset />
        {value.next !== null && <button type="button" className="btn" onClick={() => setLimit(Math.min(10_000, limit * 3))}>Show older events ({(value.total - value.events.length).toLocaleString("en")} more)</button>}
      </section>
    </div>
  );
}

/** Why there is no history: no log at all, or a log that never saw this asset. */
export function NoHistory() {
  const homes = useProject((store) => store.state?.homes ?? []);
  if (homes.length === 0) {
    return (
      <Empty icon="history" title="No Dagster home found" actions={canChooseFolder() ? <button type="button" className="btn primary" onClick={() => void chooseDagsterHome()}>Choose a folder</button> : undefined}>
        <p>Looked in <span className="mono">DAGSTER_HOME</span> of the environment and of <span className="mono">.env</span>, in <span className="mono">dagster.yaml</span>, and for <span className="mono">.tmp_dagster_home_*</span>. Without a Dagster home there is no log of runs to read.</p>
      </Empty>
    );
  }
  return (
    <Empty icon="history" title="Nothing in the log">
      <p>No materialization or observation in {homes.map((home) => home.path).join(", ")}. New events appear here within seconds.</p>
    </Empty>
  );
}
