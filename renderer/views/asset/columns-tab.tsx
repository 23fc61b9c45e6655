/** Columns: as declared and as the last run had them, in one table, with where each comes from. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { AssetDetail } from "../../../shared/api.ts";
import type { ColumnLine } from "../../components/schema-diff.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { AssetLink } from "../../components/asset-marks.tsx";
import { Ago, Empty } from "../../components/bits.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { Constraints, TypeChip } from "../../components/metadata/metadata-blocks.tsx";
import { compareSchemas } from "../../components/schema-diff.ts";
import { UnknownMark } from "../../components/unknown-mark.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { assetColumns } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";
import { columnHref, impactHref } from "../../state/route.ts";
import { Difference } from "./difference-list.tsx";

const page = 300;

export function ColumnsTab({ detail, column }: { readonly detail: AssetDetail; readonly column: string | null }) {
  const { asset } = detail;
  const latest = asset.latestMaterialization;
  const schemas = useMemo(() => compareSchemas(knownOr(asset.metadata, []), latest?.metadata ?? []), [asset, latest]);
  const joined = useRemote(assetColumns, schemas.columns.length > 0 ? asset.key : null).value?.rows;
  const joints = useMemo(() => new Map((joined ?? []).map((row) => [row.column.toLowerCase(), row])), [joined]);
  const [words, setWords] = useState("");
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [shown, setShown] = useState(page);
  const target = useRef<HTMLTableRowElement>(null);
  useEffect(() => target.current?.scrollIntoView({ block: "center" }), [column]);
  if (schemas.columns.length === 0) {
    return (
      <Empty icon="columns" title={schemas.unknown ? "The columns could not be read" : "No columns are known"}>
        {schemas.unknown ? <p>The definition's schema: <UnknownMark value={schemas.unknown} text={schemas.unknown.unknown} /></p> : (
          <p>Columns come from the metadata <span className="mono">dagster/column_schema</span>, set at the definition or by a run. {latest ? "The last run gave none." : "No run of this asset is in the log that was read."}</p>
        )}
      </Empty>
    );
  }
  const matching = schemas.columns.filter((one) => (!onlyDifferent || one.difference !== "same") && (words === "" || matches(one, words.toLowerCase())));
  const hasTags = schemas.columns.some((one) => Object.keys(tagsOf(one)).length > 0);
  const hasDeps = schemas.columns.some((one) => one.deps !== null && one.deps.length > 0);
  const hasDescriptions = schemas.columns.some((one) => descriptionOf(one));
  const wanted = column?.toLowerCase();
  const limit = wanted === undefined ? shown : Math.max(shown, matching.findIndex((one) => one.name.toLowerCase() === wanted) + 1);
  return (
    <div className="stack">
      <div className="line">
        <input className="field" data-filter placeholder="Filter columns" aria-label="Filter columns" value={words} onChange={(event) => setWords(event.target.value)} />
        <span className="dim num">{matching.length === schemas.columns.length ? "" : `${matching.length} of `}{schemas.columns.length} columns</span>
        {schemas.differences > 0 && <button type="button" className={onlyDifferent ? "btn on" : "btn"} aria-pressed={onlyDifferent} onClick={() => setOnlyDifferent(!onlyDifferent)}>{schemas.differences} differ</button>}
        <span className="grow" />
        <span className="dim small">
          {schemas.hasDeclared && schemas.hasActual && latest ? <>declared, compared with the run <Ago at={latest.timestamp} /></> : schemas.hasActual && latest ? <>from the run <Ago at={latest.timestamp} />; the definition declares none</> : schemas.hasDeclared ? "declared; no run says otherwise" : "from column lineage"}
        </span>
      </div>
      {schemas.unknown && <p className="note">The definition's schema: <UnknownMark value={schemas.unknown} text="not known" /></p>}
      {schemas.constraints.length > 0 && <div className="chips"><span className="dim">Table:</span>{schemas.constraints.map((one) => <span key={one} className="chip mono">{one}</span>)}</div>}
      <div className="table-scroll">
        <table className="table columns">
          <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Constraints</th><th scope="col" className="num" title="Columns that it comes from directly">Upstream</th><th scope="col" className="num" title="Columns that it goes to directly">Downstream</th>{hasTags && <th scope="col">Tags</th>}{hasDescriptions && <th scope="col">Description</th>}{hasDeps && <th scope="col">Comes from</th>}{schemas.differences > 0 && <th scope="col">Against the last run</th>}</tr></thead>
          <tbody>
            {matching.slice(0, limit).map((one, i) => {
              const isTarget = one.name.toLowerCase() === wanted;
              const best = one.actual ?? one.declared;
              return (
                <tr key={`${one.name}-${i}`} ref={isTarget ? target : undefined} className={isTarget ? "hover target" : "hover"}>
                  <th scope="row" className="mono strong"><a className="key-link" href={columnHref(asset.key, one.name)} title="Where it comes from and where it goes"><VisibleText text={one.name} max={400} /></a></th>
                  <td>{one.difference === "type" ? <><del className="mono">{one.declared?.type}</del> <ins className="mono">{one.actual?.type}</ins></> : best ? <TypeChip type={best.type} /> : <span className="dim">–</span>}</td>
                  <td>{best && <Constraints column={best} />}</td>
                  <td className="num"><JointCount number={joints.get(one.name.toLowerCase())?.upstream} /></td>
                  <td className="num"><JointCount number={joints.get(one.name.toLowerCase())?.downstream} href={impactHref(asset.key, one.name)} /></td>
                  {hasTags && <td><span className="chips">{Object.entries(tagsOf(one)).map(([name, value]) => <ColumnTag key={name} name={name} value={value} />)}</span></td>}
                  {hasDescriptions && <td className="text-cell">{descriptionOf(one) && <Markdown text={descriptionOf(one) ?? ""} />}</td>}
                  {hasDeps && <td><span className="stack tight">{(one.deps ?? []).map((dep, at) => <AssetLink key={at} assetKey={dep.assetKey} column={dep.columnName} />)}</span></td>}
                  {schemas.differences > 0 && <td><Difference column={one} /></td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {matching.length > limit && <button type="button" className="link" onClick={() => setShown(limit + page)}>Show {Math.min(page, matching.length - limit)} of {matching.length - limit} more</button>}
    </div>
  );
}

function JointCount({ number, href }: { readonly number: number | undefined; readonly href?: string }) {
  if (number === undefined || number === 0) return <span className="dim">–</span>;
  return href === undefined ? <>{number.toLocaleString("en")}</> : <a href={href} title="Impact: everything downstream">{number.toLocaleString("en")}</a>;
}

/** A column's tags are their own; they filter no assets. */
function ColumnTag({ name, value }: { readonly name: string; readonly value: string }) {
  return <span className={value === "" ? "chip label" : "chip"}>{value === "" ? name : <><em>{name}</em> {value}</>}</span>;
}

/** As Dagster merges them: the definition's word first. */
function descriptionOf(line: ColumnLine): string | null {
  return line.declared?.description || line.actual?.description || null;
}

function tagsOf(line: ColumnLine): { readonly [key: string]: string } {
  return { ...line.actual?.tags, ...line.declared?.tags };
}

function matches(line: ColumnLine, words: string): boolean {
  return `${line.name} ${line.declared?.type ?? ""} ${line.actual?.type ?? ""} ${descriptionOf(line) ?? ""}`.toLowerCase().includes(words);
}

