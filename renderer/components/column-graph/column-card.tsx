/** One asset of a column's lineage: its head, the rows of its columns, and the row that shows the others. */
import { memo } from "react";
import { useActions } from "../actions.tsx";
import type { Box } from "../graph-camera.ts";
import { Icon } from "../icon.tsx";
import { VisibleText } from "../visible-text.tsx";
import { headHeight, labelOf, rowHeight, type CardRow } from "./lineage-cards.ts";
import type { PlacedCard } from "./place-cards.ts";

interface ColumnCardProps {
  readonly card: PlacedCard;
  /** What is drawn of the world: rows of a long card beyond it are left out. */
  readonly near: Box;
  /** Too far away for rows: only those that matter are there. */
  readonly isFar: boolean;
  /** Rows that are lit while others are dimmed; null: nothing is. */
  readonly lit: ReadonlySet<string> | null;
  /** The row that Tab reaches. */
  readonly active: string | null;
  readonly columnHref: (asset: string, column: string) => string;
  readonly onHover: (row: CardRow | null) => void;
  readonly onFocusRow: (row: CardRow) => void;
  readonly onToggle: (asset: string) => void;
}

export const ColumnCard = memo(function ColumnCard({ card, near, isFar, lit, active, columnHref, onHover, onFocusRow, onToggle }: ColumnCardProps) {
  const { assetHref, peek } = useActions();
  const isLit = lit === null || card.rows.some((row) => lit.has(row.id));
  return (
    <section className={`column-card${card.exists ? "" : " missing"}${isLit ? "" : " dimmed"}`} aria-label={card.key} data-part="card" style={{ transform: `translate(${card.x}px, ${card.y}px)`, width: card.width, height: card.height }}>
      <header style={{ height: headHeight }}>
        <a href={assetHref(card.key)} tabIndex={-1} title={`${card.key}${card.exists ? "" : ": no such asset"}. Alt-click looks at it beside.`} onClick={(event) => { if (event.altKey) { event.preventDefault(); peek(card.key); } }}>
          <small>{card.prefix === "" ? "\u00a0" : <VisibleText text={card.prefix} max={120} />}</small>
          <b><VisibleText text={card.name} max={120} /></b>
        </a>
        <span className="marks">
          {card.exists ? card.kinds[0] !== undefined && <span className={`kind ${kindClass(card.kinds[0])}`} title={card.kinds.join(", ")}><VisibleText text={card.kinds[0]} max={12} /></span> : <span className="chip bad">no such asset</span>}
        </span>
      </header>
      <div className="column-rows">
        {card.rows.map((row, i) => {
          const y = card.y + headHeight + i * rowHeight;
          const isNear = isFar ? row.isFocus || row.broken !== null || lit?.has(row.id) : y < near.y + near.height && y + rowHeight > near.y;
          return isNear || row.id === active ? drawn(row, i) : null;
        })}
      </div>
      {card.more > 0 && !isFar && (
        <button type="button" className="column-more" aria-expanded={card.isOpen} tabIndex={-1} onClick={() => onToggle(card.key)} data-toggle={card.key}>
          <span className={card.isOpen ? "twist open" : "twist"}><Icon name="right" size={10} /></span>
          {card.isOpen ? "Only the path" : `+${card.more.toLocaleString("en")} more ${card.more === 1 ? "column" : "columns"}`}
        </button>
      )}
    </section>
  );

  function drawn(row: CardRow, i: number) {
    const label = labelOf(row);
    return (
      <a key={row.id} href={columnHref(row.asset, row.column)} data-row={row.id} tabIndex={row.id === active ? 0 : -1} style={{ top: i * rowHeight }}
        className={`column-row${row.isFocus ? " focus" : ""}${row.broken ? " broken" : ""}${row.isOnPath ? "" : " beside"}${lit !== null && !lit.has(row.id) ? " dimmed" : ""}${lit?.has(row.id) ? " lit" : ""}`}
        aria-current={row.isFocus ? "true" : undefined} aria-label={`${row.column}${label === "" ? "" : `, ${row.broken ?? label}`}, ${row.asset}${row.isFocus ? ", in focus" : row.isOnPath ? "" : ", not on the path"}`}
        title={`${row.column}${row.type === null ? "" : ` ${row.type}`}${row.broken ? ` (${row.broken})` : ""}${row.description ? `\n${row.description.slice(0, 400)}` : ""}`}
        onMouseEnter={() => onHover(row)} onMouseLeave={() => onHover(null)} onFocus={() => onFocusRow(row)}>
        <span className="clip"><VisibleText text={row.column} max={120} /></span>
        {label !== "" && <em className="clip"><VisibleText text={label} max={40} /></em>}
      </a>
    );
  }
});

const coloured: { readonly [kind: string]: string } = { python: "k1", dbt: "k3", duckdb: "k2", sql: "k4", csv: "k6", parquet: "k6", s3: "k6", snowflake: "k1", postgres: "k1", bigquery: "k1" };

function kindClass(kind: string): string {
  return coloured[kind.toLowerCase()] ?? "k0";
}
