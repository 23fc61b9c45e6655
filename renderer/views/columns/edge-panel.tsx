/** One edge between columns: every way in which it is known, each with its place. */
import type { ColumnEdge, EdgeEvidence } from "../../../shared/lineage.ts";
import { formatSpan, type SourceSpan } from "../../../shared/source-span.ts";
import { AssetLink } from "../../components/asset-marks.tsx";
import { Ago, Kbd, Place } from "../../components/bits.tsx";
import { brokenStyle, evidenceStyles, stylesOf } from "../../components/column-graph/evidence.ts";
import { placeOf } from "../../components/column-graph/edge-rows.ts";
import { markNames } from "../../components/column-graph/mark-names.ts";
import type { PlacedLine, Picture } from "../../components/column-graph/place-cards.ts";
import { formatTime } from "../../components/format.ts";
import { Icon } from "../../components/icon.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { openPlace } from "../../state/open-source.ts";
import { SourcePreview } from "../asset/source-preview.tsx";
import { useKeys } from "../frame/use-keys.ts";

const mostRuns = 4;
/** SQL first: its expression says most. */
const order: readonly EdgeEvidence["kind"][] = ["sql", "definition", "inferred", "materialization"];

export function EdgePanel({ line, picture, onClose }: { readonly line: PlacedLine; readonly picture: Picture; readonly onClose: () => void }) {
  const { edge } = line;
  const broken = [line.from, line.to].map((id) => picture.rowAt.get(id)?.row).filter((row) => row?.broken);
  const runs = edge.evidence.filter((one) => one.kind === "materialization");
  const rest = edge.evidence.filter((one) => one.kind !== "materialization").sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const at = placeOf(edge);
  return (
    <>
      <section>
        <div className="section-head"><h3>Edge{edge.evidence.length > 1 ? `, known in ${edge.evidence.length} ways` : ""}</h3><button type="button" className="btn quiet icon" aria-label="Let go of the edge" title="Let go of the edge (Esc)" onClick={onClose}><Icon name="close" size={14} /></button></div>
        <p className="edge-ends"><AssetLink assetKey={edge.from.asset} column={edge.from.column} /> <span className="dim" aria-label="goes into">→</span> <AssetLink assetKey={edge.to.asset} column={edge.to.column} /></p>
        <ul className="edge-kinds">{stylesOf(edge, false).map((style) => <Kind key={style.title} style={style} />)}{line.isBroken && <Kind style={brokenStyle} />}</ul>
      </section>
      {broken.map((row) => row && (
        <section key={row.id}>
          <p className="note bad">{row.broken === "no such asset" ? <>Nothing in this project has the key <span className="mono wrap">{row.asset}</span>.</> : <><span className="mono wrap">{row.asset}</span> has a schema, and no column <span className="mono wrap">{row.column}</span> in it.</>} The edge is kept as it was written.</p>
        </section>
      ))}
      {rest.map((evidence, i) => <Evidence key={i} evidence={evidence} edge={edge} keyPlace={at} />)}
      {runs.length > 0 && <Runs runs={runs} />}
    </>
  );
}

function Kind({ style }: { readonly style: (typeof evidenceStyles)[keyof typeof evidenceStyles] }) {
  return (
    <li className="line tight">
      <svg width="26" height="8" aria-hidden="true"><path className={`ink ink-${style.colour}`} d="M1 4H25" strokeWidth={2} strokeDasharray={style.dash.join(" ") || undefined} /></svg>
      {style.title}
    </li>
  );
}

/** `keyPlace`: where the key of "Open in editor" leads. */
function Evidence({ evidence, edge, keyPlace }: { readonly evidence: Exclude<EdgeEvidence, { kind: "materialization" }>; readonly edge: ColumnEdge; readonly keyPlace: SourceSpan | null }) {
  switch (evidence.kind) {
    case "definition":
      return (
        <section>
          <div className="section-head"><h3>Declared in the definition</h3>{evidence.at && <Place at={evidence.at} />}</div>
          <p className="dim2 small">Metadata <span className="mono">dagster/column_lineage</span>{evidence.at ? "." : "; where it is written is not known."}</p>
          {evidence.at && <Open at={evidence.at} hasKey={evidence.at === keyPlace} />}
        </section>
      );
    case "sql":
      return (
        <>
          <section>
            <div className="section-head"><h3>From SQL</h3><span className="chip mono">{evidence.dialect}</span>{evidence.at && <Place at={evidence.at} />}</div>
            <pre className="expression" tabIndex={0} aria-label="Expression of the column">{markNames(evidence.expression.slice(0, 4_000), edge.from.column).map((part, i) => (part.isMark ? <mark key={i}>{part.text}</mark> : <VisibleText key={i} text={part.text} max={4_000} />))}</pre>
            {evidence.at ? <Open at={evidence.at} hasKey={evidence.at === keyPlace} /> : <p className="dim small">The text of the query is in metadata of a run and stands in no file.</p>}
          </section>
          {evidence.at && <section><SourcePreview at={evidence.at} lines={14} before={3} hasHead={false} /></section>}
        </>
      );
    case "inferred":
      return <section><h3>Inferred by name</h3><p className="dim2">A guess: a direct upstream asset has a column of the same name, and nothing says where this one comes from.</p></section>;
  }
}

function Open({ at, hasKey }: { readonly at: SourceSpan; readonly hasKey: boolean }) {
  const keys = useKeys();
  return <div className="line"><button type="button" className="btn" title={formatSpan(at)} onClick={() => void openPlace(at.file, at.line)}><Icon name="code" size={14} />Open in editor {hasKey && <Kbd keys={keys("asset.openInEditor")} />}</button></div>;
}

function Runs({ runs }: { readonly runs: readonly Extract<EdgeEvidence, { kind: "materialization" }>[] }) {
  const newest = [...runs].sort((a, b) => b.timestamp - a.timestamp);
  return (
    <section>
      <h3>Emitted by {runs.length === 1 ? "a materialization" : `${runs.length.toLocaleString("en")} materializations`}</h3>
      <ul className="stack tight">
        {newest.slice(0, mostRuns).map((run) => (
          <li key={`${run.runId}${run.timestamp}`} className="line tight" title={formatTime(run.timestamp)}>
            <Ago at={run.timestamp} /> <span className="dim">run</span> <span className="mono" title={run.runId}>{run.runId.slice(0, 8) || "–"}</span>
            {run.isLatest ? <span className="chip good">latest</span> : <span className="chip">earlier</span>}
          </li>
        ))}
      </ul>
      {newest.length > mostRuns && <p className="dim small">and {newest.length - mostRuns} earlier ones</p>}
      {!newest.some((run) => run.isLatest) && <p className="note warn">The latest materialization did not say this any more.</p>}
    </section>
  );
}
