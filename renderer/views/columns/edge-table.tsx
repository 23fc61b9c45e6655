/** The lineage as a table: every edge a row, with all that the picture tells. */
import { useCallback, useMemo } from "react";
import type { ColumnLineage, ColumnRef } from "../../../shared/lineage.ts";
import { Place } from "../../components/bits.tsx";
import { edgeRows, type EdgeRow } from "../../components/column-graph/edge-rows.ts";
import { stylesOf } from "../../components/column-graph/evidence.ts";
import { edgeId } from "../../components/column-graph/lineage-cards.ts";
import type { Picture, PlacedLine } from "../../components/column-graph/place-cards.ts";
import { VirtualTable, type TableColumn } from "../../components/virtual-table.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { go } from "../../state/navigation.ts";
import { parseRoute } from "../../state/route.ts";

interface EdgeTableProps {
  readonly lineage: ColumnLineage;
  readonly picture: Picture;
  readonly onPick: (line: PlacedLine | null) => void;
  readonly hrefOf: (asset: string, column: string) => string;
}

export function EdgeTable({ lineage, picture, onPick, hrefOf }: EdgeTableProps) {
  const rows = useMemo(() => edgeRows(lineage), [lineage]);
  const columns = useMemo<readonly TableColumn<EdgeRow>[]>(() => {
    const end = (ref: ColumnRef) => <a className="mono clip key-link" tabIndex={-1} href={hrefOf(ref.asset, ref.column)} title={`${ref.asset}.${ref.column}`}><span className="dim">{ref.asset}.</span><VisibleText text={ref.column} max={200} /></a>;
    return [
      { id: "from", title: "From", minWidth: 190, share: 1.4, draw: (row) => end(row.edge.from) },
      { id: "to", title: "To", minWidth: 190, share: 1.4, draw: (row) => end(row.edge.to) },
      { id: "steps", title: "Steps", minWidth: 52, share: 0.1, isNumber: true, draw: (row) => (row.distance > 0 ? `+${row.distance}` : String(row.distance)) },
      { id: "known", title: "How it is known", minWidth: 150, share: 0.9, text: (row) => row.words, draw: (row) => <><Ink row={row} /><span className={row.isBroken ? "clip bad-text" : "clip"}>{row.words}</span></> },
      { id: "expression", title: "Expression", minWidth: 110, share: 1.3, text: (row) => row.expression ?? undefined, draw: (row) => (row.expression === null ? <span className="dim">–</span> : <span className="mono clip dim2"><VisibleText text={row.expression.replace(/\s+/g, " ")} max={300} /></span>) },
      { id: "where", title: "Where", minWidth: 120, share: 0.9, draw: (row) => (row.at ? <Place at={row.at} isTabStop={false} /> : <span className="dim">–</span>) },
    ];
  }, [hrefOf]);
  const byId = useMemo(() => new Map(picture.lines.map((line) => [line.id, line])), [picture]);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const onCurrent = useCallback((row: EdgeRow | null) => row && onPick(byId.get(edgeId(row.edge)) ?? null), [byId, onPick]);
  if (rows.length === 0) return <p className="pad dim">No edge is known.</p>;
  return (
    <VirtualTable label={`Edges in the lineage of ${lineage.focus.asset}.${lineage.focus.column}`} columns={columns} count={rows.length} rowAt={rowAt} onCurrent={onCurrent} placeKey={`edges ${lineage.focus.asset}.${lineage.focus.column}`} isPicking
      onOpen={(row) => { const ref = row.distance > 0 ? row.edge.to : row.edge.from; const route = parseRoute(hrefOf(ref.asset, ref.column)); if (route) go(route); }} />
  );
}

function Ink({ row }: { readonly row: EdgeRow }) {
  return (
    <span className="edge-inks" aria-hidden="true">
      {stylesOf(row.edge, row.isBroken).map((style) => <svg key={style.title} width="20" height="6"><path className={`ink ink-${style.colour}`} d="M1 3H19" strokeWidth={2} strokeDasharray={style.dash.join(" ") || undefined} /></svg>)}
    </span>
  );
}
