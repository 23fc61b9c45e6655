/** Metadata of the definition and of the last run side by side: what is in one only, what differs, where each was written. */
import { Fragment, useMemo, useState } from "react";
import type { Asset, Materialization, MetadataEntry } from "../../../shared/model.ts";
import { formatSpan } from "../../../shared/source-span.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { Ago, CopyButton, Place } from "../../components/bits.tsx";
import { Sparkline } from "../../components/line-chart.tsx";
import { isSameValue, matchesText, summarize, toText } from "../../components/metadata/describe.ts";
import { fitsCell, MetadataValueView } from "../../components/metadata/metadata-value.tsx";
import { toSeries, type Series } from "../../components/series.ts";
import { UnknownMark } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { assetHistories, type HistoryQuery } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";
import { assetHref } from "../../state/route.ts";
import { OriginMark } from "./origin-mark.tsx";

interface Line {
  readonly label: string;
  readonly definition: MetadataEntry | null;
  readonly run: MetadataEntry | null;
}

/** Entries that say how an integration is wired, not what the data is. */
const systemLabels = new Set([
  "dagster/code_references", "dagster/internal_freshness_policy", "dagster_dbt/select", "dagster_dbt/exclude", "dagster-dbt/select", "dagster-dbt/exclude", "dagster_dbt/manifest",
  "dagster_dbt/dagster_dbt_translator", "dagster_embedded_elt/dagster_sling_translator", "dagster_embedded_elt/sling_replication_config",
]);
const elsewhere: { readonly [label: string]: "columns" | undefined } = { "dagster/column_schema": "columns", "dagster/column_lineage": "columns" };
const filterFrom = 9;

export function MetadataTable({ asset }: { readonly asset: Asset }) {
  const event = asset.latestMaterialization ?? asset.latestObservation;
  const lines = useMemo(() => joinEntries(knownOr(asset.metadata, []), asset.latestMaterialization, asset.latestObservation), [asset]);
  const [words, setWords] = useState("");
  const [isAll, setIsAll] = useState(false);
  const hasNumbers = lines.some((line) => line.run?.type === "int" || line.run?.type === "float");
  const query: HistoryQuery = { key: asset.key, partition: null, limit: 40 };
  const history = useRemote(assetHistories, hasNumbers ? JSON.stringify(query) : null);
  const series = useMemo(() => new Map((history.value ? toSeries(history.value.events, "time") : []).map((one) => [one.label, one])), [history.value]);
  if (lines.length === 0 && !isUnknown(asset.metadata)) return null;
  const system = lines.filter((line) => systemLabels.has(line.label));
  const own = lines.filter((line) => !systemLabels.has(line.label));
  const matching = (isAll ? [...own, ...system] : own).filter((line) => words.trim() === "" || [line.definition, line.run].some((entry) => entry !== null && matchesText(entry, words.trim())));
  return (
    <section>
      <div className="section-head">
        <h2>Metadata <span className="dim num">{own.length}</span><OriginMark asset={asset} field="metadata" /></h2>
        {lines.length >= filterFrom && <input className="field small-field" placeholder="Filter keys and values" aria-label="Filter metadata" value={words} onChange={(change) => setWords(change.target.value)} />}
      </div>
      {isUnknown(asset.metadata) && <p className="note">Metadata of the definition: <UnknownMark value={asset.metadata} text="not known" /></p>}
      {lines.length > 0 && (
        <div className="table-scroll">
          <table className="table metadata">
            <thead>
              <tr>
                <th scope="col">Key</th><th scope="col">Definition</th>
                <th scope="col">{event ? <>{asset.latestMaterialization ? "Last run" : "Last observation"}, <Ago at={event.timestamp} />{event.partition !== null && <span className="mono"> · {event.partition}</span>}</> : "Last run"}</th>
              </tr>
            </thead>
            <tbody>{matching.map((line) => <MetadataLine key={line.label} line={line} assetKey={asset.key} file={asset.source?.file ?? null} series={series.get(line.label) ?? null} />)}</tbody>
          </table>
          {matching.length === 0 && <p className="dim pad">No key or value holds these words.</p>}
        </div>
      )}
      {system.length > 0 && <button type="button" className="link small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Hide" : "Show"} {system.length} system {system.length === 1 ? "entry" : "entries"}</button>}
    </section>
  );
}

/** The definition's order first; then what only runs say. */
function joinEntries(definition: readonly MetadataEntry[], materialization: Materialization | null, observation: Materialization | null): Line[] {
  const lines = new Map<string, { label: string; definition: MetadataEntry | null; run: MetadataEntry | null }>();
  for (const entry of definition) lines.set(entry.label, { label: entry.label, definition: entry, run: null });
  for (const entry of [...(materialization?.metadata ?? []), ...(observation?.metadata ?? [])]) {
    const line = lines.get(entry.label);
    if (!line) lines.set(entry.label, { label: entry.label, definition: null, run: entry });
    else line.run ??= entry;
  }
  return [...lines.values()];
}

function MetadataLine({ line, assetKey, file, series }: { readonly line: Line; readonly assetKey: string; readonly file: string | null; readonly series: Series | null }) {
  const [open, setOpen] = useState<"definition" | "run" | null>(null);
  const { definition, run } = line;
  const differs = definition !== null && run !== null && !isSameValue(definition, run);
  const shown = open === "definition" ? definition : open === "run" ? run : null;
  const toggle = (side: "definition" | "run") => () => setOpen(open === side ? null : side);
  const values = series?.points.flatMap((point) => (point.y === null ? [] : [point.y])) ?? [];
  return (
    <Fragment>
      <tr className="hover">
        <th scope="row" className="mono wrap" title={(definition ?? run)?.description ?? (definition ?? run)?.type}>
          <VisibleText text={line.label} max={400} />
          {(definition ?? run)?.description && <span className="block dim small">{(definition ?? run)?.description}</span>}
        </th>
        <td><Side entry={definition} assetKey={assetKey} isOpen={open === "definition"} onToggle={toggle("definition")} />{definition?.at && <span className="where"><Place at={definition.at} text={definition.at.file === file ? `:${definition.at.line}` : formatSpan(definition.at)} /></span>}</td>
        <td>
          <span className="line tight">
            <Side entry={run} assetKey={assetKey} isOpen={open === "run"} onToggle={toggle("run")} differsFrom={differs && definition && fitsCell(definition) && run && fitsCell(run) ? definition : null} />
            {differs && !(fitsCell(definition) && fitsCell(run)) && <span className="chip warn">differs</span>}
            {run?.from === "observation" && <span className="chip">observed</span>}
            {values.length > 1 && <a href={assetHref(assetKey, "history")} aria-label={`History of ${line.label}`}><Sparkline values={values.slice(-40)} label={`${values.length} values`} /></a>}
          </span>
        </td>
      </tr>
      {shown && (
        <tr className="metadata-open"><td colSpan={3}><div className="section-head"><span className="dim small">{open === "definition" ? "Definition" : "Last run"} · {shown.type}</span><CopyButton text={toText(shown)} what={line.label} /></div><MetadataValueView entry={shown} /></td></tr>
      )}
    </Fragment>
  );
}

interface SideProps {
  readonly entry: MetadataEntry | null;
  readonly assetKey: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly differsFrom?: MetadataEntry | null;
}

function Side({ entry, assetKey, isOpen, onToggle, differsFrom = null }: SideProps) {
  if (entry === null) return <span className="dim">–</span>;
  const tab = elsewhere[entry.label];
  if (tab && !isUnknown(entry.value)) return <a className="chip" href={assetHref(assetKey, tab)}>{summarize(entry)}</a>;
  if (!fitsCell(entry)) return <button type="button" className="chip" aria-expanded={isOpen} onClick={onToggle}>{summarize(entry)} <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span></button>;
  if (differsFrom) return <span><del className="num">{toText(differsFrom)}</del> <ins><MetadataValueView entry={entry} /></ins></span>;
  return <MetadataValueView entry={entry} />;
}
