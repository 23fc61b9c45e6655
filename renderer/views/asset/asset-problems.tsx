/** What went wrong around this asset: each on its line, each a jump. */
import type { AssetDetail } from "../../../shared/api.ts";
import { Place } from "../../components/bits.tsx";

export function AssetProblems({ detail }: { readonly detail: AssetDetail }) {
  const { problems, duplicates, unloaded, asset } = detail;
  if (problems.length + duplicates.length + unloaded.length === 0) return null;
  return (
    <div className="stack">
      {duplicates.length > 0 && (
        <div className="note bad">
          <b>Defined more than once.</b> Dagster refuses two definitions of one key. Shown is {asset.source ? <Place at={asset.source} /> : "one of them"}; the others:{" "}
          {duplicates.map((other, i) => <span key={i}>{i > 0 && ", "}{other.source ? <Place at={other.source} /> : other.codeLocation}{other.codeLocation !== asset.codeLocation && <span> in {other.codeLocation}</span>}</span>)}
        </div>
      )}
      {problems.map((problem, i) => (
        <div key={i} className={problem.severity === "error" ? "note bad" : problem.severity === "warning" ? "note warn" : "note"}>
          {problem.message} {problem.at && <Place at={problem.at} />}{problem.hint && <span className="small"> {problem.hint}</span>}
        </div>
      ))}
      {unloaded.length > 0 && (
        <details className="fold note">
          <summary>{unloaded.length} in the same file {unloaded.length === 1 ? "is" : "are"} in source but in no Definitions</summary>
          <ul>{unloaded.map((one, i) => <li key={i}><span className="mono">{one.name}</span> <span className="dim">{one.definedBy}</span> <Place at={one.source} /></li>)}</ul>
        </details>
      )}
    </div>
  );
}
