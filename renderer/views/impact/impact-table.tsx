/** What is downstream, nearest first, each with the shortest path to it and the checks that guard it. */
import { useCallback, useEffect, useMemo } from "react";
import { parseAssetKey } from "../../../shared/asset-key.ts";
import type { ImpactRow } from "../../../shared/lineage.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { useActions } from "../../components/actions.tsx";
import { AssetKeyText, GroupLink, KindBadge, OwnerDots } from "../../components/asset-marks.tsx";
import { Icon } from "../../components/icon.tsx";
import { Maybe } from "../../components/unknown-mark.tsx";
import { VirtualTable, type TableColumn } from "../../components/virtual-table.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { readImpactSort } from "../../state/impact-rows.ts";
import { go, openPeek, replaceRoute } from "../../state/navigation.ts";
import { openAsset } from "../../state/open-source.ts";
import { columnHref, formatRoute, type ImpactRoute } from "../../state/route.ts";
import { selectLine } from "../../state/selection.ts";

const nothing = <span className="dim">–</span>;

export function ImpactTable({ route, rows, total }: { readonly route: ImpactRoute; readonly rows: readonly ImpactRow[]; readonly total: number }) {
  const isOfColumn = route.column !== undefined;
  const columns = useMemo(() => allColumns.filter((column) => isOfColumn || column.id !== "column"), [isOfColumn]);
  const sort = readImpactSort(route.sort);
  const onCurrent = useCallback((row: ImpactRow | null) => selectLine(row && { key: row.asset, column: row.column }), []);
  useEffect(() => () => selectLine(null), []);
  const { owner, group, kind, isUnguarded } = route;
  const isFiltered = owner !== undefined || group !== undefined || kind !== undefined || isUnguarded === true;
  const { owner: _o, group: _g, kind: _k, isUnguarded: _u, ...plain } = route;
  return (
    <div className="impact-list">
      <div className="line pad">
        <span className="dim num" role="status">{rows.length === total ? `${total.toLocaleString("en")} rows` : `${rows.length.toLocaleString("en")} of ${total.toLocaleString("en")} rows`}</span>
        {isFiltered && <a href={formatRoute(plain)}>Show all</a>}
      </div>
      {rows.length > 0 && (
        <VirtualTable label="Downstream" columns={columns} count={rows.length} rowAt={(index) => rows[index]} sort={sort} onCurrent={onCurrent} placeKey={formatRoute({ ...route })}
          onSort={(id) => replaceRoute({ ...route, sort: sort.by === id && !sort.isDescending ? `-${id}` : id })}
          onOpen={(row) => go(row.column === null ? { view: "asset", key: row.asset, tab: "overview" } : { view: "column", key: row.asset, column: row.column })} onLook={(row) => openPeek(row.asset)} />
      )}
    </div>
  );
}

const allColumns: readonly TableColumn<ImpactRow>[] = [
  { id: "asset", title: "Asset", minWidth: 160, share: 1.3, isSortable: true, text: (row) => row.asset, draw: (row) => <AssetCell row={row} /> },
  { id: "column", title: "Column", minWidth: 108, share: 0.8, isSortable: true, text: (row) => row.column ?? undefined, draw: (row) => (row.column === null ? nothing : <a className="key-link mono clip strong" tabIndex={-1} href={columnHref(row.asset, row.column)}><VisibleText text={row.column} max={200} /></a>) },
  { id: "distance", title: "Steps", minWidth: 58, share: 0.1, isNumber: true, isSortable: true, draw: (row) => row.distance.toLocaleString("en") },
  { id: "path", title: "Shortest path", minWidth: 116, share: 1.6, text: (row) => row.path.join(" → "), draw: (row) => <Path row={row} /> },
  { id: "owners", title: "Owners", minWidth: 72, share: 0.3, isSortable: true, text: (row) => knownOr(row.owners, []).join(", ") || undefined, draw: (row) => <Maybe value={row.owners} isTabStop={false}>{(owners) => (owners.length === 0 ? nothing : <OwnerDots owners={owners} />)}</Maybe> },
  { id: "group", title: "Group", minWidth: 80, share: 0.5, isSortable: true, draw: (row) => <Maybe value={row.group} isTabStop={false}>{(group) => (group === "" ? nothing : <span className="clip"><GroupLink group={group} /></span>)}</Maybe> },
  { id: "kinds", title: "Kinds", minWidth: 88, share: 0.4, isSortable: true, draw: (row) => <Maybe value={row.kinds} isTabStop={false}>{(kinds) => (kinds.length === 0 ? nothing : <span className="marks">{kinds.slice(0, 3).map((kind) => <KindBadge key={kind} kind={kind} isTabStop={false} />)}</span>)}</Maybe> },
  { id: "checks", title: "Checks", minWidth: 96, share: 0.7, isSortable: true, text: (row) => row.checks.join(", ") || "no check guards it", draw: (row) => <Checks checks={row.checks} /> },
  { id: "open", title: "Source", minWidth: 52, share: 0.1, draw: (row) => <OpenButton asset={row.asset} /> },
];

function AssetCell({ row }: { readonly row: ImpactRow }) {
  const { assetHref, peek } = useActions();
  return <a className="key-link clip" tabIndex={-1} href={assetHref(row.asset)} onClick={(event) => { if (event.altKey) { event.preventDefault(); peek(row.asset); } }}><AssetKeyText path={parseAssetKey(row.asset)} /></a>;
}

/** Between start and end: both stand beside already. */
function Path({ row }: { readonly row: ImpactRow }) {
  const between = row.path.slice(1, -1);
  return <span className="mono clip dim2">{between.length === 0 ? <span className="dim">directly</span> : between.map((step, i) => <span key={i}>{i > 0 && <span className="dim"> → </span>}<VisibleText text={step} max={120} /></span>)}</span>;
}

function Checks({ checks }: { readonly checks: readonly string[] }) {
  if (checks.length === 0) return <span className="chip warn">no check</span>;
  return <span className="marks"><span className="chip"><span className="clip mono"><VisibleText text={checks[0] ?? ""} max={80} /></span></span>{checks.length > 1 && <span className="dim small">+{checks.length - 1}</span>}</span>;
}

function OpenButton({ asset }: { readonly asset: string }) {
  return <button type="button" className="btn quiet icon" tabIndex={-1} aria-label={`Open ${asset} in the editor`} title="Open in editor" onClick={() => void openAsset(asset)}><Icon name="code" size={14} /></button>;
}
