/** Who reads the definitions of the open project: the source alone, the sealed Dagster, or an interpreter of the user's own. */
import { useState } from "react";
import type { Params, PythonInfo, ReaderState } from "../../../shared/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { LoadFailure, Skeleton } from "../../components/bits.tsx";
import { readers } from "../../state/data.ts";
import { chooseReader, giveDotEnv } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";

type Choice = ReaderState["chosen"];

const choices: readonly { readonly id: Exclude<Choice, "python">; readonly title: string; readonly text: string }[] = [
  { id: "default", title: "As usual", text: "The sealed Dagster where it is to be had, else the source alone." },
  { id: "sandbox", title: "Sealed Dagster", text: "The real Dagster loads the project in a WebAssembly Python without files, network, environment or processes. Nothing of the project runs on this machine itself." },
  { id: "static", title: "Source alone", text: "The source is read and evaluated by Assetscope. At once, and nothing is run; what only running can tell is unknown." },
];

export function ReaderSettings() {
  const { value, error } = useRemote(readers, "");
  const [asked, setAsked] = useState<PythonInfo | null>(null);
  if (error && !value) return <section id="readers"><h2>Readers</h2><LoadFailure what="The readers" error={error} retry={() => readers.load("")} /></section>;
  if (!value) return <section id="readers"><h2>Readers</h2><Skeleton lines={3} /></section>;
  return (
    <section id="readers">
      <h2>Readers</h2>
      <p className="dim">Who reads the definitions of this project. Each says what it knows; where they differ, both are shown.</p>
      <fieldset className="choices">
        <legend className="sr-only">Who reads the definitions</legend>
        {choices.map((choice) => (
          <label key={choice.id} className="choice">
            <input type="radio" name="reader" checked={value.chosen === choice.id} onChange={() => void chooseReader({ reader: choice.id })} />
            <b>{choice.title}</b>
            <span className="dim2">{choice.text}</span>
          </label>
        ))}
        {value.pythons.map((python) => (
          <label key={python.id} className="choice">
            <input type="radio" name="reader" checked={value.chosen === "python" && python.isChosen} disabled={!value.isPythonAllowed} onChange={() => setAsked(python)} />
            <b>Your Python, {python.foundBy}</b>
            <span className="mono wrap">{python.path}</span>
            <span className="dim2">{python.dagster === null ? "No Dagster was found in it." : `Dagster ${python.dagster}.`} It runs the project's code on this machine, as <span className="mono">dagster dev</span> does.</span>
          </label>
        ))}
      </fieldset>
      {value.pythons.length === 0 && <p className="dim">No Python environment of this project was found (<span className="mono">.venv</span>, <span className="mono">venv</span>, <span className="mono">VIRTUAL_ENV</span>, uv, Poetry, conda).</p>}
      {value.pythons.length > 0 && !value.isPythonAllowed && <p className="note">This page may not run the project's code. <span className="mono">assetscope serve FOLDER --allow-python</span> lets you choose that here.</p>}
      {(value.dotEnv.isThere || value.dotEnv.isGiven) && value.active === "sandbox" && (
        <div className="choices">
          <label className="choice">
            <input type="checkbox" checked={value.dotEnv.isGiven} onChange={(event) => void giveDotEnv(event.currentTarget.checked)} />
            <b>Give the sealed Dagster this project's <span className="mono">.env</span></b>
            <span className="dim2">Else variables that definitions ask for are unknown. Its secrets cannot leave the sealed Python, but what definitions make of them, such as a bucket's name, is shown, and kept in an index of its own.</span>
          </label>
        </div>
      )}
      <p className={value.sealed.isReady ? "dim" : "note"}>{value.sealed.isReady ? "The sealed Dagster is ready." : `Not to be had: ${value.sealed.missing ?? ""}.`} <a href="#/read">What was read, and by whom</a></p>
      {asked && <ConfirmPython python={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function ConfirmPython({ python, onClose }: { readonly python: PythonInfo; readonly onClose: () => void }) {
  const agree = (): void => {
    onClose();
    const change: Params<"reader.set"> = { reader: "python", python: python.id, isUnderstood: true };
    void chooseReader(change);
  };
  return (
    <Dialog label="Run this project's code?" className="small-dialog" onClose={onClose}>
      <h2>Run this project's code?</h2>
      <p>Assetscope will start <span className="mono wrap">{python.path}</span> with your environment and let it import the project, now and each time its files change, as <span className="mono">dagster dev</span> does.</p>
      <p>The code can do on this machine whatever you can do: read files, use the network, use your credentials. Choose this only for a project that you trust.</p>
      <p className="dim2">It is kept for this project until you choose another reader. Assetscope itself still writes nothing into the project.</p>
      <div className="line end">
        <button type="button" className="btn" onClick={onClose}>Cancel</button>
        <button type="button" className="btn primary" onClick={agree}>Run its code</button>
      </div>
    </Dialog>
  );
}
