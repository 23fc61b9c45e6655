/** A table of any length: only the rows in sight exist. One row is current; keys move it, Enter opens, Space looks. Rows may still be on their way. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useId, useRef, useState, type ReactNode } from "react";

export interface TableColumn<R> {
  readonly id: string;
  readonly title: string;
  /** Track of the grid: least and share. */
  readonly minWidth: number;
  readonly share: number;
  readonly isNumber?: boolean;
  readonly isSortable?: boolean;
  readonly draw: (row: R) => ReactNode;
  /** What may be cut off, for the pointer. */
  readonly text?: (row: R) => string | undefined;
}

interface VirtualTableProps<R> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly count: number;
  /** undefined: not here yet. */
  readonly rowAt: (index: number) => R | undefined;
  readonly sort?: { readonly by: string; readonly isDescending: boolean };
  readonly onSort?: (id: string) => void;
  readonly onOpen: (row: R) => void;
  readonly onLook?: (row: R) => void;
  readonly onCurrent?: (row: R | null) => void;
  readonly onRange?: (first: number, last: number) => void;
  readonly isStale?: boolean;
  /** Where it was scrolled to is kept under this name. */
  readonly placeKey: string;
  readonly gridId?: string;
  /** A click makes a row current; only Enter and a double click open. */
  readonly isPicking?: boolean;
}

const rowHeight = 34;
const places = new Map<string, { scroll: number; current: number }>();

export function VirtualTable<R>({ label, columns, count, rowAt, sort, onSort, onOpen, onLook, onCurrent, onRange, isStale = false, placeKey, gridId, isPicking = false }: VirtualTableProps<R>) {
  const before = places.get(placeKey);
  const [current, setCurrent] = useState(before?.current ?? -1);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 8, initialOffset: before?.scroll ?? 0 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => void onRange?.(first, last), [first, last, onRange]);

  const lastKey = useRef(placeKey);
  useEffect(() => {
    if (lastKey.current === placeKey) return;
    lastKey.current = placeKey;
    if (scroller.current) scroller.current.scrollTop = places.get(placeKey)?.scroll ?? 0;
    setCurrent(places.get(placeKey)?.current ?? -1);
  }, [placeKey]);
  const keep = (next: Partial<{ scroll: number; current: number }>): void => void places.set(placeKey, { scroll: scroller.current?.scrollTop ?? 0, current, ...next });
  const currentRow = current >= 0 && current < count ? rowAt(current) : undefined;
  useEffect(() => void onCurrent?.(currentRow ?? null), [currentRow, onCurrent]);

  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(0, index), count - 1);
    setCurrent(next);
    keep({ current: next });
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || count === 0 || event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 340) / rowHeight) - 2);
    const steps: { readonly [key: string]: number | undefined } = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page, Home: -count, End: count };
    const step = steps[event.key];
    if (step !== undefined) moveTo(current < 0 ? 0 : current + step);
    else if (event.key === "Enter" && currentRow !== undefined) onOpen(currentRow);
    else if (event.key === " " && currentRow !== undefined && onLook) onLook(currentRow);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const acts = useRef({ onOpen, isPicking, keep });
  acts.current = { onOpen, isPicking, keep };
  const onClick = useCallback((index: number, row: R | undefined) => {
    setCurrent(index);
    acts.current.keep({ current: index });
    if (row !== undefined && !acts.current.isPicking) acts.current.onOpen(row);
  }, []);
  const onDoubleClick = useCallback((row: R | undefined) => {
    if (row !== undefined && acts.current.isPicking) acts.current.onOpen(row);
  }, []);
  const tracks = columns.map((column) => `minmax(${column.minWidth}px, ${column.share}fr)`).join(" ");
  const minWidth = columns.reduce((sum, column) => sum + column.minWidth, 0) + columns.length * 12 + 20;
  const rowId = (index: number): string => `${id}-${index}`;
  return (
    <div ref={scroller} className={isStale ? "catalog-scroll stale" : "catalog-scroll"} onScroll={() => keep({})}>
      <div id={gridId} role="grid" className="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length} tabIndex={0} style={{ minWidth }}
        aria-activedescendant={items.some((item) => item.index === current) ? rowId(current) : undefined} onKeyDown={onKeyDown}
        onFocus={(event) => { if (event.target === event.currentTarget && current < 0 && count > 0) moveTo(first === 0 ? 0 : first); }}>
        <div role="rowgroup" className="grid-head-group">
          <div role="row" aria-rowindex={1} className="grid-row grid-head" style={{ gridTemplateColumns: tracks }}>
            {columns.map((column) => {
              const isSorted = sort?.by === column.id;
              const title = <>{column.title}{isSorted && <span aria-hidden="true">{sort.isDescending ? " ↓" : " ↑"}</span>}</>;
              return (
                <div key={column.id} role="columnheader" aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : undefined} className={column.isNumber ? "cell right" : "cell"}>
                  {column.isSortable && onSort ? <button type="button" className="sort" onClick={() => onSort(column.id)}>{title}</button> : title}
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map((item) => (
            <Row key={item.key} row={rowAt(item.index)} id={rowId(item.index)} index={item.index} top={item.start} isCurrent={item.index === current} columns={columns} tracks={tracks} onClick={onClick} onDoubleClick={onDoubleClick} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface RowProps<R> {
  readonly row: R | undefined;
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly columns: readonly TableColumn<R>[];
  readonly tracks: string;
  readonly onClick: (index: number, row: R | undefined) => void;
  readonly onDoubleClick: (row: R | undefined) => void;
}

function DrawnRow<R>({ row, id, index, top, isCurrent, columns, tracks, onClick, onDoubleClick }: RowProps<R>) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the grid has the focus and the keys
    <div id={id} role="row" aria-rowindex={index + 2} aria-selected={isCurrent} className={isCurrent ? "grid-row current" : "grid-row"} style={{ gridTemplateColumns: tracks, transform: `translateY(${top}px)` }}
      onClick={(event) => { if (!(event.target instanceof Element && event.target.closest("a, button"))) onClick(index, row); }} onDoubleClick={() => onDoubleClick(row)}>
      {columns.map((column, i) => (
        <div key={column.id} role="gridcell" className={column.isNumber ? "cell right num" : "cell"} title={row === undefined ? undefined : column.text?.(row)}>
          {row === undefined ? i === 0 && <span className="skeleton late" style={{ width: "60%" }} /> : column.draw(row)}
        </div>
      ))}
    </div>
  );
}

/** Scrolling draws only the rows that come into sight. */
const Row = memo(DrawnRow) as typeof DrawnRow;
