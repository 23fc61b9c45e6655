import { useEffect, useState } from "react";
import { Kbd } from "../../components/bits.tsx";
import { formatAgo } from "../../components/format.ts";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { useClock } from "../../state/clock.ts";
import { recentProjects } from "../../state/data.ts";
import { openPalette, togglePanel } from "../../state/palette.ts";
import { canChooseFolder, closeProject, openFolder, openRecent, openSample, refresh, stopReading, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { useKeys } from "./use-keys.ts";

export function TopBar({ hasSide }: { readonly hasSide: boolean }) {
  const keys = useKeys();
  const project = useProject((state) => state.state?.project ?? null);
  return (
    <header className="top">
      <div className="brand">
        {hasSide && <button type="button" className="btn quiet icon side-toggle" aria-label="Places and facets" title="Places and facets" onClick={togglePanel}><Icon name="menu" /></button>}
        <span className="logo" aria-hidden="true" />
        <span className="brand-name">Assetscope</span>
        {project && <ProjectMenu name={project.name} folder={project.folder} />}
      </div>
      {project ? (
        <button type="button" className="omni" onClick={() => openPalette("")} aria-label="Search assets, columns, metadata, commands">
          <Icon name="search" size={14} />
          <span className="clip">Search assets, columns, metadata, commands</span>
          <Kbd keys={keys("palette.all")} />
        </button>
      ) : <span className="grow" />}
      <Status />
    </header>
  );
}

function ProjectMenu({ name, folder }: { readonly name: string; readonly folder: string }) {
  return (
    <Menu label={`Project ${name}`} buttonClass="btn quiet project-button" button={<><span className="clip">{name}</span><Icon name="down" size={12} /></>}>
      {(close) => <ProjectMenuItems folder={folder} close={close} />}
    </Menu>
  );
}

function ProjectMenuItems({ folder, close }: { readonly folder: string; readonly close: () => void }) {
  const recent = useRemote(recentProjects, "");
  const act = (run: () => unknown) => () => {
    close();
    run();
  };
  const others = (recent.value ?? []).filter((one) => one.folder !== folder).slice(0, 6);
  return (
    <>
      <div className="menu-note mono wrap">{folder}</div>
      {canChooseFolder() && <button type="button" onClick={act(openFolder)}>Open folder…</button>}
      <button type="button" onClick={act(openSample)}>Open the sample</button>
      <button type="button" onClick={act(() => refresh(false))}>Read again</button>
      <button type="button" onClick={act(closeProject)}>Close the project</button>
      {others.length > 0 && <div className="menu-title">Recent</div>}
      {others.map((one) => (
        <button key={one.id} type="button" disabled={one.isMissing} onClick={act(() => openRecent(one.id))} title={one.folder}>
          <span className="clip">{one.name}</span> <span className="dim clip small">{one.isMissing ? "missing" : one.folder}</span>
        </button>
      ))}
    </>
  );
}

const stageNames: { readonly [stage: string]: string } = {
  project: "Looking around the folder", python: "Reading Python", dagster: "Reading definitions", dbt: "Reading dbt", logs: "Reading the log", index: "Writing the index", sandbox: "Sealed Dagster loads", "own-python": "Your Python loads", watch: "Watching",
};

/** Progress after 300 ms, with what, how far and a way to stop; else how fresh the picture is. */
function Status() {
  const { state, progress, busySince } = useProject();
  const now = useClock((clock) => clock.now);
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    setIsLate(false);
    if (busySince === null) return;
    const timer = setTimeout(() => setIsLate(true), Math.max(0, busySince + 300 - Date.now()));
    return () => clearTimeout(timer);
  }, [busySince]);
  if (progress && isLate) {
    const far = progress.total === null ? progress.done.toLocaleString("en") : `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`;
    return (
      <div className="status busy">
        <span className="dot accent pulse" aria-hidden="true" />
        <span className="clip" title={progress.detail}>
          {stageNames[progress.stage] ?? progress.stage} <span className="num dim">{progress.done > 0 || progress.total !== null ? far : ""}</span> <span className="dim mono">{progress.detail}</span>
        </span>
        <button type="button" className="btn quiet" onClick={stopReading}><Icon name="stop" size={12} />Stop</button>
        <progress className="bar" aria-label="Reading the project" {...(progress.total === null ? {} : { value: progress.done, max: Math.max(1, progress.total) })} />
      </div>
    );
  }
  if (!state?.project) return <div className="status"><Icon name="lock" size={13} />read only, offline</div>;
  const tone = state.status === "ready" ? "good" : state.status === "gone" ? "bad" : state.status === "cancelled" ? "warn" : "accent";
  const text = state.status === "gone" ? "Folder is gone" : state.status === "cancelled" ? "Stopped; the picture is partial" : state.indexedAt === null ? "Reading" : `Read ${formatAgo(state.indexedAt, Math.max(now, state.indexedAt))}`;
  return (
    <div className="status">
      <span className={`dot ${tone}`} aria-hidden="true" />
      <span className="clip">{text}</span>
      <button type="button" className="btn quiet icon" aria-label="Read again" title="Read again" onClick={() => void refresh(false)}><Icon name="refresh" size={14} /></button>
    </div>
  );
}
