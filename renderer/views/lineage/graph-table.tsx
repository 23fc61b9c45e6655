/** The same assets and edges as the graph, as a table: sortable, the same filter, all by keyboard. Only the rows in sight exist. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { knownOr } from "../../../shared/unknown.ts";
import { AssetLink, GroupChip, KindBadge } from "../../components/asset-marks.tsx";
import { Ago } from "../../components/bits.tsx";
import { Maybe, UnknownMark } from "../../components/unknown-mark.tsx";
import type { GraphAddress } from "../../state/graph/graph-address.ts";
import { lineageHref } from "../../state/route.ts";
import { sortAssets, tableColumns, type TableColumn } from "./table-columns.ts";
import type { GraphModel } from "./use-graph-model.ts";

interface GraphTableProps {
  readonly graph: GraphModel;
  readonly address: GraphAddress;
  readonly focus: string | null;
  readonly onSort: (sort: string) => void;
}

const rowHeight = 41;
const maxNames = 3;

export function GraphTable({ graph, address, focus, onSort }: GraphTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => tableColumns.filter((column) => column.id !== "hops" || focus !== null), [focus]);
  const assets = useMemo(() => sortAssets(graph, address.sort), [graph, address.sort]);
  const virtual = useVirtualizer({ count: assets.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10 });
  const rows = virtual.getVirtualItems();
  const before = rows[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <div ref={scroller} className="graph-table" tabIndex={0} role="region" aria-label="Lineage as a table">
      <table className="table plain" aria-rowcount={assets.length + 1}>
        <thead>
          <tr aria-rowindex={1}>{columns.map((column) => <Head key={column.id} column={column} sort={address.sort ?? "key"} onSort={onSort} />)}</tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {rows.map((item) => <Row key={item.key} graph={graph} asset={assets[item.index]!} index={item.index} measure={virtual.measureElement} hasHops={focus !== null} />)}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

function Head({ column, sort, onSort }: { readonly column: TableColumn; readonly sort: string; readonly onSort: (sort: string) => void }) {
  const isDescending = sort.startsWith("-");
  const isSorted = (isDescending ? sort.slice(1) : sort) === column.id;
  return (
    <th scope="col" className={column.isNumber ? "num" : ""} aria-sort={isSorted ? (isDescending ? "descending" : "ascending") : "none"}>
      <button type="button" className="sort" onClick={() => onSort(isSorted && !isDescending ? `-${column.id}` : isSorted ? column.id : column.isNumber ? `-${column.id}` : column.id)}>
        {column.title}{isSorted && <span aria-hidden="true">{isDescending ? " ↓" : " ↑"}</span>}
      </button>
    </th>
  );
}

function Row({ graph, asset, index, hasHops, measure }: { readonly measure: (element: HTMLElement | null) => void; readonly graph: GraphModel; readonly asset: number; readonly index: number; readonly hasHops: boolean }) {
  const { model, visible } = graph;
  const row = model.rows[asset]!;
  const distance = visible.distance(asset);
  const why = model.unknownDeps.get(asset);
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="hover">
      <th scope="row"><AssetLink assetKey={row.key} />{row.isStub && <> <span className="chip label">only named</span></>}{model.cycleOf.has(asset) && <> <span className="chip warn">↻ cycle</span></>}</th>
      {hasHops && <td className="num">{distance === null ? "" : distance === 0 ? "focus" : distance > 0 ? `${distance} down` : `${-distance} up`}</td>}
      <td><Neighbours graph={graph} of={asset} assets={model.into[asset]!} />{why && <> <UnknownMark value={why} text="more: unknown" /></>}</td>
      <td className="num">{model.into[asset]!.length}</td>
      <td><Neighbours graph={graph} of={asset} assets={model.out[asset]!} /></td>
      <td className="num">{model.out[asset]!.length}</td>
      <td><Maybe value={row.group}>{(group) => (row.isStub ? "" : <GroupChip group={group} />)}</Maybe></td>
      <td><span className="chips">{knownOr(row.kinds, []).map((kind) => <KindBadge key={kind} kind={kind} isTabStop={false} />)}</span></td>
      <td className="nowrap">{row.materializedAt === null ? <span className="dim">never</span> : <Ago at={row.materializedAt} />}</td>
    </tr>
  );
}

/** The first few by name; the rest behind a link to the neighbourhood. */
function Neighbours({ graph, of, assets }: { readonly graph: GraphModel; readonly of: number; readonly assets: readonly number[] }) {
  const { rows } = graph.model;
  return (
    <span className="table-neighbours">
      {assets.slice(0, maxNames).map((one) => <AssetLink key={one} assetKey={rows[one]!.key} />)}
      {assets.length > maxNames && <a href={lineageHref(rows[of]!.key)}>and {(assets.length - maxNames).toLocaleString("en")} more</a>}
    </span>
  );
}
