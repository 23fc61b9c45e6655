/** The edges between columns: one line a way in which each is known, side by side; broken ones with a cross. Each can be hovered, clicked and focused. */
import { memo, useMemo } from "react";
import { columnLineData, middleOfLine } from "./edge-path.ts";
import { stylesOf, wordsOf, type EvidenceStyle } from "./evidence.ts";
import type { Lit } from "./lit.ts";
import type { PlacedLine } from "./place-cards.ts";

interface EdgeLinesProps {
  readonly lines: readonly PlacedLine[];
  /** Too far away to point at a line: those that nothing marks are one path a style. */
  readonly isFar: boolean;
  readonly lit: Lit | null;
  readonly selected: string | null;
  /** The edge that Tab reaches. */
  readonly active: string | null;
  readonly onHover: (line: PlacedLine | null) => void;
  readonly onPick: (line: PlacedLine) => void;
}

/** Between lines that run side by side. */
const apart = 3.5;

export const EdgeLines = memo(function EdgeLines({ lines, isFar, lit, selected, active, onHover, onPick }: EdgeLinesProps) {
  const own = useMemo(() => (isFar ? lines.filter((line) => line.isBroken || line.id === selected || line.id === active || lit?.edges.has(line.id)) : lines), [lines, isFar, lit, selected, active]);
  const joined = useMemo(() => (isFar ? joinLines(lines) : []), [lines, isFar]);
  return (
    <svg className="column-lines" width="1" height="1" aria-label="Edges between columns" role="group">
      {joined.map(({ style, data }) => <path key={style.title} className={`ink ink-${style.colour}${lit ? " dimmed" : ""}`} d={data} strokeDasharray={style.dash.join(" ") || undefined} strokeWidth={style.width * 1.6} />)}
      {own.map((line) => {
        const isLit = lit?.edges.has(line.id) ?? false;
        return (
          <Line key={line.id} line={line} isSelected={line.id === selected} isActive={line.id === active} isLit={isLit} isDimmed={lit !== null && !isLit} onHover={onHover} onPick={onPick} />
        );
      })}
    </svg>
  );
});

function joinLines(lines: readonly PlacedLine[]): readonly { readonly style: EvidenceStyle; readonly data: string }[] {
  const parts = new Map<EvidenceStyle, string[]>();
  for (const line of lines) {
    if (line.isBroken) continue;
    for (const style of stylesOf(line.edge, false)) (parts.get(style) ?? parts.set(style, []).get(style)!).push(columnLineData(line.points));
  }
  return [...parts].map(([style, data]) => ({ style, data: data.join("") }));
}

interface LineProps extends Pick<EdgeLinesProps, "onHover" | "onPick"> {
  readonly line: PlacedLine;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly isLit: boolean;
  readonly isDimmed: boolean;
}

const Line = memo(function Line({ line, isSelected, isActive, isLit, isDimmed, onHover, onPick }: LineProps) {
  const styles = stylesOf(line.edge, line.isBroken);
  const [x, y] = middleOfLine(line.points);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the canvas around has the keys
    <g role="button" tabIndex={isActive ? 0 : -1} data-edge={line.id} data-part="edge" aria-pressed={isSelected} aria-label={`${line.edge.from.asset}.${line.edge.from.column} to ${line.edge.to.asset}.${line.edge.to.column}, ${wordsOf(line.edge, line.isBroken)}`}
      className={`column-line${isSelected ? " selected" : ""}${isLit ? " lit" : ""}${isDimmed ? " dimmed" : ""}`}
      onMouseEnter={() => onHover(line)} onMouseLeave={() => onHover(null)} onClick={() => onPick(line)} onFocus={() => onPick(line)}>
      <path className="reach" d={columnLineData(line.points)} />
      {styles.map((style, i) => (
        <path key={style.title} className={`ink ink-${style.colour}`} d={columnLineData(line.points, (i - (styles.length - 1) / 2) * apart)} strokeDasharray={style.dash.join(" ") || undefined} strokeWidth={style.width} />
      ))}
      {line.isBroken && <path className="ink ink-bad" d={`M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x + 4} ${y - 4}L${x - 4} ${y + 4}`} strokeWidth={1.8} />}
    </g>
  );
});
