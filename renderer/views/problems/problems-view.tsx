/** What could not be read or known, and why: by severity and stage, each a jump to its line. */
import { useMemo, useState } from "react";
import type { Problem } from "../../../shared/model.ts";
import { Empty, LoadFailure, Place, Skeleton } from "../../components/bits.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { lineageProblems, problems, unloadedAssets } from "../../state/data.ts";
import { useRemote } from "../../state/remote.ts";

const severities = ["error", "warning", "info"] as const;
const severityTitles = { error: "Errors", warning: "Warnings", info: "Notes" } as const;
const tones = { error: "bad", warning: "warn", info: "" } as const;
const stageTitles: { readonly [stage: string]: string } = {
  project: "Looking around the folder", watch: "Watching for changes", python: "Reading Python", dagster: "Reading definitions", dbt: "Reading dbt", logs: "Reading the log", sandbox: "Dagster, loading the project", sql: "Reading SQL", lineage: "Lineage of columns", reconcile: "Joining what was read", index: "The index",
};
const page = 200;

export function ProblemsView() {
  const { value, error } = useRemote(problems, "");
  const unloaded = useRemote(unloadedAssets, "");
  useRemote(lineageProblems, "");
  const [words, setWords] = useState("");
  const [severity, setSeverity] = useState<Problem["severity"] | null>(null);
  const matching = useMemo(() => (value ?? []).filter((one) => (severity === null || one.severity === severity) && (words === "" || textOf(one).includes(words.toLowerCase()))), [value, severity, words]);
  const groups = useMemo(() => groupByStage(matching), [matching]);
  return (
    <div className="page">
      <h1>Problems</h1>
      <p className="dim2 lead">What could not be read or known. Everything else is shown in spite of it.</p>
      {error && <LoadFailure what="The problems" error={error} retry={() => problems.load("")} />}
      {!value && !error && <Skeleton lines={6} />}
      {value && value.length > 0 && (
        <div className="line">
          <div className="segments" role="group" aria-label="Severity">
            <button type="button" aria-pressed={severity === null} onClick={() => setSeverity(null)}>All {value.length}</button>
            {severities.map((one) => {
              const count = value.filter((problem) => problem.severity === one).length;
              return count > 0 && <button key={one} type="button" aria-pressed={severity === one} onClick={() => setSeverity(one)}>{severityTitles[one]} {count}</button>;
            })}
          </div>
          <input className="field" data-filter placeholder="Filter by message, code or file" aria-label="Filter problems" value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
      )}
      {value?.length === 0 && <Empty icon="check" title="No problems"><p>Every file and database that was looked at could be read. <a href="#/read">What was read</a></p></Empty>}
      {value && value.length > 0 && matching.length === 0 && <p className="note">No problem holds these words.</p>}
      {groups.map((group) => <Group key={`${group.severity}-${group.stage}`} group={group} />)}
      {unloaded.value && unloaded.value.length > 0 && (
        <section className="problem-group">
          <h2>In source, but in no Definitions <span className="dim num">{unloaded.value.length}</span></h2>
          <p className="dim">Dagster does not load these, so the catalog leaves them out.</p>
          <ul className="problem-list">{unloaded.value.slice(0, 500).map((one, i) => <li key={i}><span className="mono strong">{one.name}</span> <span className="dim">{one.definedBy}</span> <Place at={one.source} />{one.reason !== undefined && <span className="dim2"> {one.reason}</span>}</li>)}</ul>
          {unloaded.value.length > 500 && <p className="dim">and {unloaded.value.length - 500} more</p>}
        </section>
      )}
    </div>
  );
}

interface ProblemGroup {
  readonly severity: Problem["severity"];
  readonly stage: string;
  readonly problems: readonly Problem[];
}

function groupByStage(all: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { severity: Problem["severity"]; stage: string; problems: Problem[] }>();
  for (const severity of severities) {
    for (const problem of all) {
      if (problem.severity !== severity) continue;
      const key = `${severity} ${problem.stage}`;
      const group = groups.get(key);
      if (group) group.problems.push(problem);
      else groups.set(key, { severity, stage: problem.stage, problems: [problem] });
    }
  }
  return [...groups.values()];
}

function textOf(problem: Problem): string {
  return `${problem.message} ${problem.code} ${problem.at?.file ?? ""} ${problem.hint ?? ""} ${problem.codeLocation ?? ""}`.toLowerCase();
}

function Group({ group }: { readonly group: ProblemGroup }) {
  const [shown, setShown] = useState(page);
  return (
    <section className="problem-group">
      <h2><span className={`dot ${tones[group.severity]}`} aria-hidden="true" /> {severityTitles[group.severity]}: {stageTitles[group.stage] ?? group.stage} <span className="dim num">{group.problems.length}</span></h2>
      <ul className="problem-list">
        {group.problems.slice(0, shown).map((problem, i) => (
          <li key={i}>
            <div className="wrap"><VisibleText text={problem.message} max={2_000} /></div>
            <div className="line small">
              {problem.at && <Place at={problem.at} />}
              <span className="mono dim">{problem.code}</span>
              {problem.codeLocation && <span className="dim">{problem.codeLocation}</span>}
              {problem.hint && <span className="dim2">{problem.hint}</span>}
            </div>
          </li>
        ))}
      </ul>
      {group.problems.length > shown && <button type="button" className="link" onClick={() => setShown(shown + 1_000)}>Show {Math.min(1_000, group.problems.length - shown)} of {group.problems.length - shown} more</button>}
    </section>
  );
}
