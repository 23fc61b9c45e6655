/** The first screen: open a folder, go on with one of the last, or look at the sample. */
import { Ago, Kbd, LoadFailure } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { recentProjects } from "../../state/data.ts";
import { canChooseFolder, forgetRecent, openFolder, openRecent, openSample, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { useKeys } from "../frame/use-keys.ts";

export function WelcomeView() {
  const keys = useKeys();
  const recent = useRemote(recentProjects, "");
  const { isOpening, state } = useProject();
  const isBrowser = !canChooseFolder();
  return (
    <div className="welcome">
      <div className="welcome-head">
        <span className="logo big" aria-hidden="true" />
        <h1>Assetscope</h1>
        <p className="dim2">Open a data project's folder and see its assets: owners, tags, metadata, schemas, checks and history, each a key away from its source.</p>
      </div>
      <div className="line welcome-actions">
        {!isBrowser && <button type="button" className="btn primary big" disabled={isOpening} onClick={() => void openFolder()}><Icon name="folder" />Open folder… <Kbd keys={keys("project.open")} /></button>}
        <button type="button" className={isBrowser ? "btn primary big" : "btn big"} disabled={isOpening} onClick={() => void openSample()}>Open the sample</button>
        {state?.project && <a className="btn big" href="#/catalog">Back to {state.project.name}</a>}
      </div>
      <p className="dim">{isBrowser ? <>In the browser, the folder is named in the terminal: <code className="mono">assetscope serve FOLDER</code></> : "Or drop a folder anywhere on this window."}</p>
      {recent.error && <LoadFailure what="Recent projects" error={recent.error} retry={() => recentProjects.load("")} />}
      {recent.value && recent.value.length > 0 && (
        <section className="recent" aria-label="Recent projects">
          <h2>Recent</h2>
          <ul>
            {recent.value.map((one) => (
              <li key={one.id}>
                <button type="button" className="recent-open" disabled={one.isMissing} onClick={() => void openRecent(one.id)}>
                  <Icon name="folder" size={15} />
                  <span className="recent-name"><span className="strong clip">{one.name}</span><span className="mono dim wrap">{one.folder}</span></span>
                  <span className="dim nowrap">{one.isMissing ? "missing" : <Ago at={one.openedAt} />}</span>
                </button>
                <button type="button" className="btn quiet icon" aria-label={`Forget ${one.name}`} title="Forget" onClick={() => forgetRecent(one.id)}><Icon name="close" size={13} /></button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="promise"><Icon name="lock" size={14} />Assetscope never runs the project's code on your machine (sealed in WebAssembly at most), never writes into its folder, and never sends anything anywhere.</p>
    </div>
  );
}
