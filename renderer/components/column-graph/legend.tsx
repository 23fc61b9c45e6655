/** What the styles of the lines mean, in words; only those that are in the picture. */
import { brokenStyle, evidenceKinds, evidenceStyles, kindsOf, type EvidenceStyle } from "./evidence.ts";
import type { PlacedLine } from "./place-cards.ts";

export function legendOf(lines: readonly PlacedLine[]): readonly { readonly style: EvidenceStyle; readonly count: number }[] {
  const counts = new Map<EvidenceStyle, number>();
  for (const line of lines) {
    for (const kind of kindsOf(line.edge)) counts.set(evidenceStyles[kind], (counts.get(evidenceStyles[kind]) ?? 0) + 1);
    if (line.isBroken) counts.set(brokenStyle, (counts.get(brokenStyle) ?? 0) + 1);
  }
  return [...evidenceKinds.map((kind) => evidenceStyles[kind]), brokenStyle].flatMap((style) => (counts.has(style) ? [{ style, count: counts.get(style)! }] : []));
}

export function Legend({ lines }: { readonly lines: readonly PlacedLine[] }) {
  const shown = legendOf(lines);
  if (shown.length === 0) return null;
  return (
    <ul className="column-legend" aria-label="How edges are known">
      {shown.map(({ style, count }) => (
        <li key={style.title}>
          <svg width="26" height="8" aria-hidden="true"><path className={`ink ink-${style.colour}`} d="M1 4H25" strokeWidth={2} strokeDasharray={style.dash.join(" ") || undefined} /></svg>
          {style.title} <span className="num dim">{count.toLocaleString("en")}</span>
        </li>
      ))}
    </ul>
  );
}
