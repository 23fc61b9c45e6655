import { formatCount } from "../../components/format.ts";
import { useIsPythonActive } from "../../state/readers.ts";
import { useProject } from "../../state/project.ts";

export function StatusBar() {
  const state = useProject((store) => store.state);
  const project = state?.project;
  const isPython = useIsPythonActive();
  if (!state || !project) {
    return <footer className="status-bar"><span>Nothing of a project runs on this machine, is written or sent.</span><span className="push">read only, offline</span></footer>;
  }
  const { counts } = state;
  return (
    <footer className="status-bar">
      <span className="num clip">
        {formatCount(counts.assets, "asset")}{counts.stubs > 0 && ` + ${counts.stubs.toLocaleString("en")} only named`} · {formatCount(counts.columns, "column")} · {formatCount(counts.events, "event")}
      </span>
      <span className="clip optional">{logText(state.homes.length, state.isLive, state.homes[0]?.path)}</span>
      <span className="push optional">{formatCount(project.codeLocations.length, "code location")}</span>
      <span>{isPython ? "with your Python: it runs the project's code" : "read only, offline"}</span>
    </footer>
  );
}

function logText(homes: number, isLive: boolean, path: string | undefined): string {
  if (homes === 0) return "no Dagster home";
  const name = homes === 1 ? (path ?? "").split(/[\\/]/).slice(-2).join("/") : formatCount(homes, "Dagster home");
  return `log: ${name}${isLive ? ", live" : ""}`;
}
