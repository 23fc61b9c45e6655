/** What was looked for and what came of it: code locations, roots, homes, databases, files left out. */
import type { Find } from "../../../shared/model.ts";
import { Empty, LoadFailure, Place, Skeleton } from "../../components/bits.tsx";
import { formatDuration } from "../../components/format.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { finds } from "../../state/data.ts";
import { canChooseFolder, chooseDagsterHome, refresh, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { useState } from "react";
import { ReadingsSection } from "./readings-section.tsx";

const kinds: readonly { readonly what: Find["what"]; readonly title: string }[] = [
  { what: "code_location", title: "Code locations" },
  { what: "source_root", title: "Where imports are looked up" },
  { what: "dagster_home", title: "Dagster homes" },
  { what: "database", title: "Databases" },
  { what: "dbt_project", title: "dbt projects" },
  { what: "file", title: "Files" },
  { what: "skipped", title: "Left out" },
];
const statusWords: { readonly [S in Find["status"]]: { readonly text: string; readonly tone: string } } = {
  found: { text: "found", tone: "good" }, missing: { text: "not there", tone: "" }, skipped: { text: "left out", tone: "" }, failed: { text: "failed", tone: "bad" },
};
const page = 100;

export function ReadView() {
  const { value, error } = useRemote(finds, "");
  const project = useProject((store) => store.state?.project ?? null);
  return (
    <div className="page">
      <div className="line"><h1>What was read</h1><span className="grow" />{canChooseFolder() && <button type="button" className="btn" onClick={() => void chooseDagsterHome()}>Add a Dagster home…</button>}<button type="button" className="btn" onClick={() => void refresh(true)}>Read everything again</button></div>
      <p className="dim2 lead">Everything that was looked for in <span className="mono wrap">{project?.folder}</span>, and what came of it. Nothing was written there.</p>
      {error && <LoadFailure what="What was read" error={error} retry={() => finds.load("")} />}
      {!value && !error && <Skeleton lines={8} />}
      {value?.length === 0 && <Empty icon="read" title="Nothing was looked at yet" />}
      <ReadingsSection />
      {kinds.map(({ what, title }) => {
        const found = (value ?? []).filter((one) => one.what === what);
        return found.length > 0 && <FindTable key={what} title={title} finds={found} />;
      })}
    </div>
  );
}

function FindTable({ title, finds: found }: { readonly title: string; readonly finds: readonly Find[] }) {
  const [shown, setShown] = useState(page);
  const hasTimes = found.some((one) => one.elapsedMs !== undefined);
  return (
    <section className="find-group">
      <h2>{title} <span className="dim num">{found.length}</span></h2>
      <div className="table-scroll">
        <table className="table finds">
          <thead className="sr-only"><tr><th scope="col">Outcome</th><th scope="col">What</th><th scope="col">Where or why</th>{hasTimes && <th scope="col">Time</th>}</tr></thead>
          <tbody>
            {found.slice(0, shown).map((one, i) => (
              <tr key={i} className="hover">
                <td className="find-status"><span className={`chip ${statusWords[one.status].tone}`}>{statusWords[one.status].text}</span></td>
                <td className="find-title wrap"><VisibleText text={one.title} max={500} /></td>
                <td className="wrap dim2"><VisibleText text={one.detail} max={1_000} /> {one.at && <Place at={one.at} />}</td>
                {hasTimes && <td className="num dim">{one.elapsedMs === undefined ? "" : formatDuration(one.elapsedMs / 1000)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 1_000)}>Show {Math.min(1_000, found.length - shown)} of {found.length - shown} more</button>}
    </section>
  );
}
