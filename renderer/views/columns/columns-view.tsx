/** Every column of the project: words narrow the list as they are typed, Enter goes to a column's lineage. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parseAssetKey } from "../../../shared/asset-key.ts";
import type { ColumnRow } from "../../../shared/lineage.ts";
import { useActions } from "../../components/actions.tsx";
import { AssetKeyText } from "../../components/asset-marks.tsx";
import { Empty, Kbd, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { VirtualTable, type TableColumn } from "../../components/virtual-table.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { filterColumnsSoon } from "../../state/column-filter.ts";
import { pageKey, useColumnWindow } from "../../state/column-pages.ts";
import { columnPages } from "../../state/data.ts";
import { go, openPeek, replaceRoute } from "../../state/navigation.ts";
import { useProject } from "../../state/project.ts";
import { columnHref, type ColumnsRoute } from "../../state/route.ts";
import { selectLine } from "../../state/selection.ts";
import { announce } from "../frame/announcer.tsx";
import { useKeys } from "../frame/use-keys.ts";

export function ColumnsView({ route }: { readonly route: ColumnsRoute }) {
  const { text = "", isBroken = false } = route;
  const words = useMemo(() => ({ text, isBroken }), [text, isBroken]);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const list = useColumnWindow(words, range.first, range.last);
  const onRange = useCallback((first: number, last: number) => setRange((now) => (now.first === first && now.last === last ? now : { first, last })), []);
  const onCurrent = useCallback((row: ColumnRow | null) => selectLine(row && { key: row.asset, column: row.column }), []);
  useEffect(() => () => selectLine(null), []);
  const total = list.page?.total ?? 0;
  const all = list.page?.columns ?? 0;
  useEffect(() => {
    if ((text !== "" || isBroken) && !list.isStale) announce(`${total} of ${all} columns`);
  }, [text, isBroken, total, all, list.isStale]);
  return (
    <div className="catalog">
      <div className="bar">
        <h1>Columns</h1>
        <WordsBox route={route} hasRows={total > 0} count={text === "" && !isBroken ? all.toLocaleString("en") : `${total.toLocaleString("en")} of ${all.toLocaleString("en")}`} />
        {(isBroken || (list.page?.broken ?? 0) > 0) && <button type="button" className={isBroken ? "btn on" : "btn"} aria-pressed={isBroken} title="Only columns that lineage names and that do not exist" onClick={() => { const { isBroken: _was, ...rest } = route; replaceRoute(isBroken ? rest : { ...rest, isBroken: true }); }}>{(list.page?.broken ?? 0).toLocaleString("en")} broken</button>}
        {list.page?.isReadingSql && <span className="line tight dim small" role="status"><span className="dot accent pulse" aria-hidden="true" />reading SQL</span>}
      </div>
      {list.error && <LoadFailure what="The columns" error={list.error} retry={() => columnPages.load(pageKey(words, 0))} />}
      {list.page === null && !list.error && <div className="page"><Skeleton lines={10} /></div>}
      {total > 0 ? (
        <VirtualTable label="Columns" gridId="column-rows" columns={columns} count={total} rowAt={list.rowAt} onRange={onRange} onCurrent={onCurrent} isStale={list.isStale} placeKey={`columns ${isBroken ? "broken " : ""}${text}`}
          onOpen={(row) => go({ view: "column", key: row.asset, column: row.column })} onLook={(row) => openPeek(row.asset)} />
      ) : (
        list.page !== null && !list.isStale && <NoColumns text={text} all={all} />
      )}
    </div>
  );
}

const columns: readonly TableColumn<ColumnRow>[] = [
  { id: "column", title: "Column", minWidth: 230, share: 1.2, text: (row) => row.column, draw: (row) => <ColumnName row={row} /> },
  { id: "asset", title: "Asset", minWidth: 200, share: 1.5, text: (row) => row.asset, draw: (row) => <AssetCell asset={row.asset} /> },
  { id: "type", title: "Type", minWidth: 110, share: 0.5, text: (row) => row.type ?? undefined, draw: (row) => (row.type === null ? <span className="dim">–</span> : <span className="mono clip dim2"><VisibleText text={row.type} max={120} /></span>) },
  { id: "upstream", title: "Upstream", minWidth: 72, share: 0.1, isNumber: true, text: (row) => `comes directly from ${row.upstream} columns`, draw: (row) => <Count number={row.upstream} /> },
  { id: "downstream", title: "Downstream", minWidth: 84, share: 0.1, isNumber: true, text: (row) => `goes directly to ${row.downstream} columns`, draw: (row) => <Count number={row.downstream} /> },
  { id: "tags", title: "Tags", minWidth: 110, share: 0.7, text: (row) => Object.entries(row.tags).map(([name, value]) => (value === "" ? name : `${name}: ${value}`)).join(", ") || undefined, draw: (row) => <Tags tags={row.tags} /> },
  { id: "description", title: "Description", minWidth: 160, share: 1.8, text: (row) => row.description ?? undefined, draw: (row) => (row.description ? <span className="clip dim2"><VisibleText text={row.description.split("\n", 1)[0] ?? ""} max={300} /></span> : <span className="dim">–</span>) },
];

function ColumnName({ row }: { readonly row: ColumnRow }) {
  return (
    <>
      <a className={row.broken ? "key-link mono clip strong broken-name" : "key-link mono clip strong"} tabIndex={-1} href={columnHref(row.asset, row.column)}><VisibleText text={row.column} max={300} /></a>
      {row.broken && <span className="chip bad" title="Lineage names it, and it does not exist">{row.broken}</span>}
    </>
  );
}

function AssetCell({ asset }: { readonly asset: string }) {
  const { assetHref, peek } = useActions();
  return <a className="key-link clip" tabIndex={-1} href={assetHref(asset)} onClick={(event) => { if (event.altKey) { event.preventDefault(); peek(asset); } }}><AssetKeyText path={parseAssetKey(asset)} /></a>;
}

function Count({ number }: { readonly number: number }) {
  return number === 0 ? <span className="dim">–</span> : <>{number.toLocaleString("en")}</>;
}

function Tags({ tags }: { readonly tags: { readonly [key: string]: string } }) {
  const list = Object.entries(tags);
  if (list.length === 0) return <span className="dim">–</span>;
  return <span className="marks">{list.slice(0, 3).map(([name, value]) => <span key={name} className={value === "" ? "chip label" : "chip"}><span className="clip">{value === "" ? name : <><em>{name}</em> {value}</>}</span></span>)}{list.length > 3 && <span className="dim small">+{list.length - 3}</span>}</span>;
}

function WordsBox({ route, hasRows, count }: { readonly route: ColumnsRoute; readonly hasRows: boolean; readonly count: string }) {
  const [words, setWords] = useState(route.text ?? "");
  const handedOn = useRef(route.text ?? "");
  const keys = useKeys();
  useEffect(() => {
    if ((route.text ?? "") === handedOn.current) return;
    handedOn.current = route.text ?? "";
    setWords(handedOn.current);
  }, [route.text]);
  const type = (next: string): void => {
    setWords(next);
    filterColumnsSoon(next, (text) => { handedOn.current = text; });
  };
  return (
    <div className="filter">
      <div className="query">
        <Icon name="search" size={14} />
        <div className="query-field">
          <input className="plain-words" data-filter value={words} spellCheck={false} autoComplete="off" maxLength={1_000} aria-label="Search columns" aria-controls={hasRows ? "column-rows" : undefined} placeholder="Search by column and asset"
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown" || event.key === "Enter") document.getElementById("column-rows")?.focus();
              else if (event.key === "Escape" && words !== "") type("");
              else return;
              event.preventDefault();
              event.stopPropagation();
            }} />
        </div>
        <span className="query-count num">{count}</span>
        {words === "" ? <Kbd keys={keys("catalog.filter")} /> : <button type="button" className="btn quiet icon clear" aria-label="Clear the search" onClick={() => type("")}><Icon name="close" size={12} /></button>}
      </div>
    </div>
  );
}

/** Where columns come from, and what to do. */
function NoColumns({ text, all }: { readonly text: string; readonly all: number }) {
  const status = useProject((state) => state.state?.status);
  const hasHome = useProject((state) => (state.state?.homes.length ?? 0) > 0);
  const reading = useMemo(() => status === "opening" || status === "indexing", [status]);
  if (all > 0) {
    return <Empty icon="filter" title="No column matches" actions={<button type="button" className="btn" onClick={() => go({ view: "columns" })}>Show all {all.toLocaleString("en")}</button>}><p>No column of this project matches <span className="mono wrap">{text}</span>.</p></Empty>;
  }
  if (reading) return <Empty icon="columns" title="Reading the project"><p>Columns appear here as they are found.</p></Empty>;
  return (
    <Empty icon="columns" title="No columns are known" actions={<><a className="btn" href="#/catalog">Catalog</a><a className="btn" href="#/read">What was read</a></>}>
      <p>Columns come from three places: <span className="mono">dagster/column_schema</span> in the metadata of definitions, the same in materializations of the Dagster log, and the SQL that assets carry in metadata or in files that their code references name.</p>
      <p>{hasHome ? "The log that was read has none." : "No Dagster home was found, so no log was read: choose one in Settings."} To see columns here, give an asset a <span className="mono">TableSchema</span>, or emit one when it is materialized.</p>
    </Empty>
  );
}
