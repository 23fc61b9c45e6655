/** The column in focus in short: what it is, what it comes from and goes to, whom a change would concern. */
import { useMemo, useState, type ReactNode } from "react";
import type { ColumnLineage } from "../../../shared/lineage.ts";
import { AssetLink, OwnerChip } from "../../components/asset-marks.tsx";
import { LoadFailure, Skeleton } from "../../components/bits.tsx";
import { wordsOf } from "../../components/column-graph/evidence.ts";
import { columnId } from "../../components/column-graph/lineage-cards.ts";
import type { PlacedLine } from "../../components/column-graph/place-cards.ts";
import { farthestWay } from "../../components/column-graph/way.ts";
import { formatCount } from "../../components/format.ts";
import { Markdown } from "../../components/markdown.tsx";
import { TypeChip } from "../../components/metadata/metadata-blocks.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { impacts } from "../../state/data.ts";
import { countImpact, impactBars, noneValue } from "../../state/impact-rows.ts";
import { useRemote } from "../../state/remote.ts";
import { columnHref, formatRoute, impactHref } from "../../state/route.ts";

interface ColumnPanelProps {
  readonly lineage: ColumnLineage;
  readonly lines: readonly PlacedLine[];
  readonly onPick: (line: PlacedLine) => void;
}

const mostListed = 12;
const mostSteps = 10;

export function ColumnPanel({ lineage, lines, onPick }: ColumnPanelProps) {
  const { focus } = lineage;
  const id = columnId(focus);
  const node = lineage.columns.find((one) => columnId(one) === id);
  const tags = Object.entries(node?.tags ?? {});
  return (
    <>
      <section>
        <div className="section-head"><h3>Column</h3>{node?.broken ? <span className="chip bad">{node.broken}</span> : node?.type && <TypeChip type={node.type} />}</div>
        <p className="mono strong wrap"><VisibleText text={focus.column} max={300} /></p>
        <p><AssetLink assetKey={focus.asset} /></p>
        {node?.description ? <div className="peek-description"><Markdown text={node.description} /></div> : <p className="dim small">No description.</p>}
        {tags.length > 0 && <span className="chips">{tags.map(([name, value]) => <span key={name} className={value === "" ? "chip label" : "chip"}>{value === "" ? name : <><em>{name}</em> {value}</>}</span>)}</span>}
      </section>
      <Joined title="Comes from" lines={lines.filter((line) => line.to === id)} end="from" onPick={onPick} none="No column upstream is known." />
      <Joined title="Goes to" lines={lines.filter((line) => line.from === id)} end="to" onPick={onPick} none="No column downstream is known." />
      <ImpactInShort asset={focus.asset} column={focus.column} />
      <Way lineage={lineage} />
    </>
  );
}

/** Buttons, so that Tab reaches every edge of the focus. */
function Joined({ title, lines, end, onPick, none }: { readonly title: string; readonly lines: readonly PlacedLine[]; readonly end: "from" | "to"; readonly onPick: (line: PlacedLine) => void; readonly none: ReactNode }) {
  return (
    <section>
      <h3>{title}{lines.length > 0 && <span className="num"> {lines.length.toLocaleString("en")}</span>}</h3>
      {lines.length === 0 && <p className="dim small">{none}</p>}
      <ul className="joined">
        {lines.slice(0, mostListed).map((line) => {
          const ref = line.edge[end];
          return (
            <li key={line.id}>
              <button type="button" className="link wrap" onClick={() => onPick(line)} title="How this edge is known">
                <span className="mono"><span className="dim">{ref.asset}.</span>{ref.column}</span>
              </button>
              <span className={line.isBroken ? "bad-text small" : "dim small"}>{wordsOf(line.edge, line.isBroken)}</span>
            </li>
          );
        })}
      </ul>
      {lines.length > mostListed && <p className="dim small">and {lines.length - mostListed} more, in the picture and in the table</p>}
    </section>
  );
}

function ImpactInShort({ asset, column }: { readonly asset: string; readonly column: string }) {
  const key = JSON.stringify([asset, column]);
  const { value, error } = useRemote(impacts, key);
  const counts = value ? countImpact(value.rows, asset) : null;
  const owners = value ? impactBars(value.rows, asset, "owner").filter((bar) => bar.value !== noneValue) : [];
  return (
    <section>
      <div className="section-head"><h3>Impact downstream</h3><a href={impactHref(asset, column)}>Open impact</a></div>
      {error && <LoadFailure what="The impact" error={error} retry={() => impacts.load(key)} />}
      {!counts && !error && value !== null && <Skeleton lines={3} />}
      {counts && (
        <dl className="figures">
          <div><dt>Assets</dt><dd>{counts.assets.toLocaleString("en")}</dd></div>
          <div><dt>Columns</dt><dd>{counts.columns.toLocaleString("en")}</dd></div>
          {owners.slice(0, 4).map((bar) => <div key={bar.value}><dt><OwnerChip owner={bar.value} /></dt><dd>{bar.count.toLocaleString("en")}</dd></div>)}
          {owners.length > 4 && <div><dt className="dim">and {formatCount(owners.length - 4, "more owner")}</dt><dd /></div>}
          {counts.assets > 0 && <div><dt className="dim">guarded by checks</dt><dd><a href={formatRoute({ view: "impact", key: asset, column, isUnguarded: true })} title="Show those without a check">{counts.assets - counts.unguarded} of {counts.assets}</a></dd></div>}
        </dl>
      )}
    </section>
  );
}

function Way({ lineage }: { readonly lineage: ColumnLineage }) {
  const way = useMemo(() => farthestWay(lineage), [lineage]);
  const [isAll, setIsAll] = useState(false);
  if (way.length < 3) return null;
  return (
    <section>
      <h3>The longest way, {way.length - 1} steps</h3>
      <ol className="way mono">
        {(isAll ? way : way.slice(0, mostSteps)).map((ref, i) => (
          <li key={i}>{i > 0 && <span className="dim">→ </span>}{columnId(ref) === columnId(lineage.focus) ? <b>{ref.asset}.{ref.column}</b> : <a href={columnHref(ref.asset, ref.column)}>{ref.asset}.{ref.column}</a>}</li>
        ))}
      </ol>
      {way.length > mostSteps && <button type="button" className="link small" aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>{isAll ? "Show fewer" : `Show all ${way.length}`}</button>}
    </section>
  );
}
