/** What the colours mean, with counts; a click lights the assets of one colour and lets the others step back. */
import type { Legend } from "../../state/graph/color-legend.ts";
import { VisibleText } from "../../components/visible-text.tsx";

interface GraphLegendProps {
  readonly legend: Legend;
  readonly lit: string | null;
  readonly onLight: (label: string | null) => void;
}

export function GraphLegend({ legend, lit, onLight }: GraphLegendProps) {
  return (
    <ul className="graph-legend" aria-label="What the colours mean">
      {legend.entries.map((entry) => (
        <li key={`${entry.color}${entry.label}`}>
          <button type="button" aria-pressed={lit === entry.label} onClick={() => onLight(lit === entry.label ? null : entry.label)}>
            <i className={`swatch k${entry.color}`} aria-hidden="true" /><span className="clip"><VisibleText text={entry.label} max={80} /></span><span className="dim num">{entry.count.toLocaleString("en")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
