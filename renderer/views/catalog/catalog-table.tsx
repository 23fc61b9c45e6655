/** The table itself: only the lines in sight exist, so that 10,000 scroll like 10. One line is current; keys move it. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { AssetRow } from "../../../shared/api.ts";
import { Icon } from "../../components/icon.tsx";
import { catalogColumns, fitColumns, nextSort, readSort, useColumnChoice, type CatalogColumn } from "../../state/catalog-columns.ts";
import type { CatalogLine } from "../../state/catalog-tree.ts";
import { closePeek, go, openPeek, replaceRoute } from "../../state/navigation.ts";
import type { CatalogRoute } from "../../state/route.ts";
import { select, useSelection } from "../../state/selection.ts";
import { CatalogCell, cellText } from "./catalog-cell.tsx";

interface CatalogTableProps {
  readonly lines: readonly CatalogLine[];
  /** All of the project, so that widths stay when the filter changes. */
  readonly rows: readonly AssetRow[];
  readonly route: CatalogRoute;
  /** The rows are those of the filter before. */
  readonly isStale: boolean;
  readonly onToggleFolder: (prefix: string) => void;
}

const rowHeight = 34;
/** Where each filter was scrolled to, for coming back. */
const scrolls = new Map<string, number>();

function lineId(line: CatalogLine): string {
  return line.kind === "asset" ? line.row.key : `${line.prefix}/\u0000`;
}

export function CatalogTable({ lines, rows, route, isStale, onToggleFolder }: CatalogTableProps) {
  const shown = useColumnChoice((state) => state.shown);
  const columns = useMemo(() => catalogColumns.filter((column) => shown.includes(column.id) || column.id === "key"), [shown]);
  const selected = useSelection((state) => state.key);
  const [current, setCurrent] = useState<string | null>(route.peek ?? selected);
  const scroller = useRef<HTMLDivElement>(null);
  const scrollKey = `${route.select ?? ""}|${route.sort ?? ""}|${route.only ?? ""}|${route.isTree ?? ""}`;
  const virtual = useVirtualizer({
    count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8, initialOffset: scrolls.get(scrollKey) ?? 0,
    getItemKey: (index) => { const line = lines[index]; return line ? lineId(line) : index; },
  });
  const lastKey = useRef(scrollKey);
  useEffect(() => {
    if (lastKey.current === scrollKey) return;
    lastKey.current = scrollKey;
    if (scroller.current) scroller.current.scrollTop = scrolls.get(scrollKey) ?? 0;
  }, [scrollKey]);

  const found = lines.findIndex((line) => lineId(line) === current);
  const at = found < 0 ? 0 : found;
  const fitted = useMemo(() => fitColumns(columns, rows, route.isTree === true), [columns, rows, route.isTree]);
  const tracks = fitted.map((track) => `minmax(${track.minWidth}px, ${track.share}fr)`).join(" ");
  const minWidth = fitted.reduce((sum, track) => sum + track.minWidth, 0) + columns.length * 12 + 20;

  const moveTo = (index: number): void => {
    const line = lines[Math.min(Math.max(0, index), lines.length - 1)];
    if (!line) return;
    setCurrent(lineId(line));
    select(line.kind === "asset" ? line.row.key : null);
    virtual.scrollToIndex(lines.indexOf(line));
    if (route.peek !== undefined && line.kind === "asset") openPeek(line.row.key);
  };
  const open = (line: CatalogLine): void => {
    if (line.kind === "asset") go({ view: "asset", key: line.row.key, tab: "overview" });
    else onToggleFolder(line.prefix);
  };
  const peek = (line: CatalogLine): void => {
    if (line.kind !== "asset") return onToggleFolder(line.prefix);
    if (route.peek === line.row.key) closePeek();
    else openPeek(line.row.key);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const line = lines[at];
    if (event.ctrlKey || event.metaKey || event.altKey || !line) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 340) / rowHeight) - 2);
    const steps: { readonly [key: string]: number | undefined } = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -lines.length, End: lines.length };
    const step = steps[event.key];
    if (step !== undefined) moveTo(found < 0 ? 0 : at + step);
    else if (event.key === "Enter") open(line);
    else if (event.key === " ") peek(line);
    else if (line.kind === "folder" && ((event.key === "ArrowRight" && !line.isOpen) || (event.key === "ArrowLeft" && line.isOpen))) onToggleFolder(line.prefix);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const currentLine = lines[at];
  // Rows of a filter come when the grid has the focus already: without this, the first step would lead to the line that stands there.
  useEffect(() => {
    if (isStale || found >= 0 || !currentLine || document.activeElement?.id !== "catalog-rows") return;
    setCurrent(lineId(currentLine));
    select(currentLine.kind === "asset" ? currentLine.row.key : null);
  }, [isStale, found, currentLine]);
  return (
    <div ref={scroller} className={isStale ? "catalog-scroll stale" : "catalog-scroll"} onScroll={(event) => scrolls.set(scrollKey, event.currentTarget.scrollTop)}>
      <div id="catalog-rows" role="treegrid" className="grid" aria-label="Assets" aria-rowcount={lines.length + 1} aria-colcount={columns.length} tabIndex={0} style={{ minWidth }}
        aria-activedescendant={currentLine && virtual.getVirtualItems().some((item) => item.index === at) ? rowId(currentLine) : undefined} onKeyDown={onKeyDown}
        onFocus={(event) => { if (event.target === event.currentTarget && found < 0 && currentLine) { setCurrent(lineId(currentLine)); select(currentLine.kind === "asset" ? currentLine.row.key : null); } }}>
        <Head columns={columns} route={route} tracks={tracks} />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const isCurrent = item.index === found;
            return (
              <Line key={item.key} line={line} columns={columns} tracks={tracks} top={item.start} index={item.index} isCurrent={isCurrent} isPeeked={line.kind === "asset" && route.peek === line.row.key}
                isTree={route.isTree === true} onOpen={open} onPick={(one) => { setCurrent(lineId(one)); select(one.kind === "asset" ? one.row.key : null); peek(one); }} />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Marks that do not fit fade out at the edge. */
function cellClass(column: CatalogColumn): string {
  if (column.isNumber) return "cell right num";
  return column.id === "kinds" || column.id === "tags" || column.id === "group" ? "cell fades" : "cell";
}

function rowId(line: CatalogLine): string {
  return `row-${encodeURIComponent(lineId(line).replace(/[\uD800-\uDFFF]/g, "?"))}`;
}

function Head({ columns, route, tracks }: { readonly columns: readonly CatalogColumn[]; readonly route: CatalogRoute; readonly tracks: string }) {
  const sort = readSort(route.sort);
  return (
    <div role="rowgroup" className="grid-head-group">
      <div role="row" aria-rowindex={1} className="grid-row grid-head" style={{ gridTemplateColumns: tracks }}>
        {columns.map((column) => {
          const isSorted = sort.column.id === column.id;
          return (
            <div key={column.id} role="columnheader" aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"} className={column.isNumber ? "cell right" : "cell"}>
              <button type="button" className="sort" onClick={() => replaceRoute({ ...route, sort: nextSort(route.sort, column) })}>
                {column.title}{isSorted && <span aria-hidden="true">{sort.isDescending ? " ↓" : " ↑"}</span>}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  readonly line: CatalogLine;
  readonly columns: readonly CatalogColumn[];
  readonly tracks: string;
  readonly top: number;
  readonly index: number;
  readonly isCurrent: boolean;
  readonly isPeeked: boolean;
  readonly isTree: boolean;
  readonly onOpen: (line: CatalogLine) => void;
  readonly onPick: (line: CatalogLine) => void;
}

const Line = memo(DrawnLine, (a, b) => a.line === b.line && a.columns === b.columns && a.tracks === b.tracks && a.top === b.top && a.isCurrent === b.isCurrent && a.isPeeked === b.isPeeked && a.isTree === b.isTree);

function DrawnLine({ line, columns, tracks, top, index, isCurrent, isPeeked, isTree, onOpen, onPick }: LineProps) {
  const shared = {
    id: rowId(line), role: "row", "aria-rowindex": index + 2, "aria-selected": isCurrent, "aria-level": line.depth + 1,
    className: `grid-row${isCurrent ? " current" : ""}${isPeeked ? " peeked" : ""}`, style: { gridTemplateColumns: tracks, transform: `translateY(${top}px)` },
  };
  if (line.kind === "folder") {
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the grid has the focus and the keys
      <div {...shared} aria-expanded={line.isOpen} onClick={() => onPick(line)}>
        <div role="gridcell" className="cell folder" aria-colspan={columns.length} style={{ paddingLeft: 16 + line.depth * 18 }}>
          <span className={line.isOpen ? "twist open" : "twist"}><Icon name="right" size={12} /></span>
          <Icon name="folder" size={14} /><span className="mono strong clip">{line.name}</span><span className="dim num small">{line.count.toLocaleString("en")}</span>
        </div>
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the grid has the focus and the keys
    <div {...shared} onClick={(event) => { if (!(event.target instanceof Element && event.target.closest("a, button"))) onPick(line); }} onDoubleClick={() => onOpen(line)}>
      {columns.map((column, i) => (
        <div key={column.id} role="gridcell" className={cellClass(column)} title={cellText(line.row, column.id)} style={i === 0 && isTree ? { paddingLeft: 34 + line.depth * 18 } : undefined}>
          <CatalogCell row={line.row} column={column.id} isShortKey={isTree} />
        </div>
      ))}
    </div>
  );
}
