/** Who read the definitions of each code location, how long it took, and what it lacked. */
import type { LocationReading, Problem, UsedName } from "../../../shared/model.ts";
import { Ago, LoadFailure, Place } from "../../components/bits.tsx";
import { formatCount, formatDuration } from "../../components/format.ts";
import { readerWords } from "../../components/reader-word.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { problems, readers } from "../../state/data.ts";
import { refresh } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";

const outcomes: { readonly [O in LocationReading["outcome"]]: { readonly text: string; readonly tone: string } } = {
  whole: { text: "whole", tone: "good" }, partial: { text: "in part", tone: "warn" }, failed: { text: "no answer", tone: "bad" },
};
const noProblems: readonly Problem[] = [];
const shownNames = 200;
const shownFiles = 1_000;

export function ReadingsSection() {
  const { value, error } = useRemote(readers, "");
  const told = useRemote(problems, "");
  if (error && !value) return <LoadFailure what="Who read the definitions" error={error} retry={() => readers.load("")} />;
  if (!value || value.readings.length === 0) return null;
  return (
    <section className="find-group">
      <h2>Who read the definitions <span className="dim num">{value.readings.length}</span></h2>
      {value.active === "static" && value.sealed.missing !== null && value.chosen !== "static" && <p className="note">From source only: {value.sealed.missing}.</p>}
      <ul className="readings">{value.readings.map((reading) => <Reading key={`${reading.codeLocation} ${reading.reader}`} reading={reading} problems={told.value ?? noProblems} hasMoreInDotEnv={value.dotEnv.isThere && !value.dotEnv.isGiven} />)}</ul>
      <p className="dim"><a href="#/settings">Readers of this project</a></p>
    </section>
  );
}

interface ReadingProps {
  readonly reading: LocationReading;
  readonly problems: readonly Problem[];
  /** The project has a `.env` that the sealed Dagster is not given. */
  readonly hasMoreInDotEnv: boolean;
}

function Reading({ reading, problems, hasMoreInDotEnv }: ReadingProps) {
  const of = (code: string): Problem[] => problems.filter((one) => one.code === code && one.codeLocation === reading.codeLocation && reading.reader !== "static");
  const decided = of("sandbox.decided-by-stand-in");
  const { word, says } = readerWords[reading.reader];
  const outcome = outcomes[reading.outcome];
  return (
    <li>
      <div className="line">
        <span className={`chip ${outcome.tone}`}>{outcome.text}</span>
        <b className="mono wrap"><VisibleText text={reading.codeLocation} max={300} /></b>
        <span>{word}</span>
        <span className="dim">{says.toLowerCase().startsWith("the") ? "the sealed Dagster" : reading.reader === "python" ? "your Python" : "from source"}, {formatCount(reading.assets, "asset")}, <Ago at={reading.at} />, in <span className="num">{formatDuration(reading.elapsedMs / 1000)}</span></span>
      </div>
      {reading.failure !== null && <p className="bad-text wrap"><VisibleText text={reading.failure} max={1_000} /></p>}
      {(reading.failure !== null || of("sandbox.timeout").length > 0) && <p><button type="button" className="btn" onClick={() => void refresh(true)}>Try again</button></p>}
      <div className="line tight reading-parts">
        <Names title="stood in for" what="library" many="libraries" names={reading.stubs} />
        <Names title="with a placeholder" what="variable" many="variables" names={reading.placeholders} />
        {decided.length > 0 && (
          <details className="fold">
            <summary>{formatCount(decided.length, "place")} where a stand-in may decide what is defined</summary>
            <ul>{decided.map((one, i) => <li key={i} className="wrap"><VisibleText text={one.message} max={500} /> {one.at && <Place at={one.at} />}</li>)}</ul>
          </details>
        )}
        <Names title="refused" what="act" many="acts" names={reading.refused} />
        {reading.leftOut.length > 0 && <details className="fold"><summary>{formatCount(reading.leftOut.length, "file")} left out</summary><ul>{reading.leftOut.slice(0, shownNames).map((line, i) => <li key={i} className="wrap"><VisibleText text={line} max={500} /></li>)}</ul></details>}
        {reading.filesRead.length > 0 && <details className="fold"><summary>{formatCount(reading.filesRead.length, "file")} read</summary><ul>{reading.filesRead.slice(0, shownFiles).map((file) => <li key={file}><Place at={{ file, line: 1 }} text={file} /></li>)}</ul></details>}
      </div>
      {hasMoreInDotEnv && reading.reader === "sandbox" && reading.placeholders.length > 0 && <p className="dim2">This project has a <span className="mono">.env</span>, which the sealed Dagster is not given: its variables may be among them. <a href="#/settings">Settings &gt; Readers</a></p>}
    </li>
  );
}

function Names({ title, what, many, names }: { readonly title: string; readonly what: string; readonly many: string; readonly names: readonly UsedName[] }) {
  if (names.length === 0) return null;
  return (
    <details className="fold">
      <summary>{names.length} {names.length === 1 ? what : many} {title}</summary>
      <ul>
        {names.slice(0, shownNames).map((one) => (
          <li key={one.name}><span className="mono wrap"><VisibleText text={one.name} max={300} /></span>{one.count > 1 && <span className="dim"> {one.count} times</span>} {one.at && <Place at={one.at} />}</li>
        ))}
      </ul>
    </details>
  );
}
