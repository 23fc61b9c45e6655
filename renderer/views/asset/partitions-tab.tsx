/** The partitions: how they are defined, which the log has, which are missing where all keys are written down. */
import { useMemo, useState } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import type { Partitions } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { Ago, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { Maybe } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { assetPartitions } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";
import { formatRoute } from "../../state/route.ts";
import { describePartitions } from "./describe-partitions.ts";
import { RunStatus } from "./run-status.tsx";

const page = 200;
const maxCells = 2_000;

export function PartitionsTab({ detail }: { readonly detail: AssetDetail }) {
  const { asset } = detail;
  const { value, error } = useRemote(assetPartitions, asset.key);
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(page);
  const keys = useMemo(() => staticKeys(isUnknown(asset.partitions) ? null : asset.partitions), [asset.partitions]);
  const done = useMemo(() => new Map((value ?? []).map((one) => [one.partition, one])), [value]);
  const matching = (value ?? []).filter((one) => words === "" || one.partition.toLowerCase().includes(words.toLowerCase()));
  const missing = keys?.filter((key) => !done.has(key)) ?? [];
  const hrefOf = (partition: string): string => formatRoute({ view: "asset", key: asset.key, tab: "history", partition });
  return (
    <div className="stack wide-gap">
      <section>
        <h2 className="spaced">Definition</h2>
        <PartitionsDefinition partitions={asset.partitions} />
      </section>
      {error && <LoadFailure what="The partitions" error={error} retry={() => assetPartitions.load(asset.key)} />}
      {!value && !error && <Skeleton lines={5} />}
      {value && keys && keys.length > 0 && keys.length <= maxCells && (
        <section>
          <h2>{keys.length - missing.length} of {keys.length} materialized</h2>
          <ul className="partition-cells" aria-label="Partitions by key">
            {keys.map((key) => {
              const one = done.get(key);
              const failed = one?.runStatus === "FAILURE";
              return <li key={key}>{one ? <a className={failed ? "cell-bad" : "cell-good"} href={hrefOf(key)} title={`${key}: materialized${failed ? ", its run failed" : ""}`}><VisibleText text={key} max={60} /></a> : <span className="cell-none" title={`${key}: never materialized`}><VisibleText text={key} max={60} /></span>}</li>;
            })}
          </ul>
        </section>
      )}
      {value && value.length === 0 && <p className="note">The log has no materialization of a partition.</p>}
      {value && value.length > 0 && (
        <section>
          <div className="section-head">
            <h2>In the log <span className="dim num">{value.length.toLocaleString("en")}</span></h2>
            <input className="field small-field" data-filter placeholder="Filter partitions" aria-label="Filter partitions" value={words} onChange={(event) => setWords(event.target.value)} />
          </div>
          <table className="table">
            <thead><tr><th scope="col">Partition</th><th scope="col">Latest</th><th scope="col">Run</th><th scope="col" className="num">Times</th></tr></thead>
            <tbody>
              {matching.slice(0, shown).map((one) => (
                <tr key={one.partition} className="hover">
                  <th scope="row" className="mono"><a href={hrefOf(one.partition)}><VisibleText text={one.partition} max={200} /></a></th>
                  <td><Ago at={one.timestamp} /></td>
                  <td><span className="line tight"><RunStatus status={one.runStatus} /><span className="mono dim" title={one.runId}>{one.runId.slice(0, 8)}</span></span></td>
                  <td className="num">{one.materializations.toLocaleString("en")}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {matching.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 1_000)}>Show {Math.min(1_000, matching.length - shown)} of {matching.length - shown} more</button>}
        </section>
      )}
    </div>
  );
}

function PartitionsDefinition({ partitions }: { readonly partitions: AssetDetail["asset"]["partitions"] }) {
  if (partitions === null) return <p className="dim">Not partitioned by its definition, but the log has partitions of it.</p>;
  return (
    <Maybe value={partitions}>
      {(known) => known === null ? null : (
        <dl className="rows">
          <dt>Kind</dt><dd>{describePartitions(known)}</dd>
          {known.kind === "time_window" && <><dt>Format</dt><dd className="mono"><Maybe value={known.format}>{(text) => text}</Maybe></dd></>}
          {known.kind === "multi" && known.dimensions.map((dimension) => <div key={dimension.name} className="contents"><dt className="mono">{dimension.name}</dt><dd><Maybe value={dimension.partitions}>{(one) => describePartitions(one)}</Maybe></dd></div>)}
        </dl>
      )}
    </Maybe>
  );
}

/** All keys, where they are written down: static ones, and products of such. Dagster joins dimensions sorted by name with `|`. */
function staticKeys(partitions: Partitions | null): readonly string[] | null {
  if (partitions?.kind === "static") return isUnknown(partitions.keys) ? null : partitions.keys;
  if (partitions?.kind !== "multi") return null;
  let keys: readonly string[] | null = null;
  for (const dimension of [...partitions.dimensions].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const own = isUnknown(dimension.partitions) ? null : staticKeys(dimension.partitions);
    if (own === null) return null;
    keys = keys === null ? own : keys.flatMap((left) => own.map((right) => `${left}|${right}`));
    if (keys.length > maxCells) return null;
  }
  return keys;
}
