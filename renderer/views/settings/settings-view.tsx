/** Settings: the editor, the look, the keys, the Dagster homes. */
import { useState } from "react";
import type { Settings } from "../../../shared/api.ts";
import { Kbd, LoadFailure } from "../../components/bits.tsx";
import { editors } from "../../state/data.ts";
import { canChooseFolder, chooseDagsterHome, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { changeSettings, useSettings } from "../../state/settings.ts";
import { ReaderSettings } from "./reader-settings.tsx";
import { KeySettings } from "./key-settings.tsx";

const themes: readonly { readonly id: Settings["theme"]; readonly title: string }[] = [
  { id: "system", title: "As the system" }, { id: "light", title: "Light" }, { id: "dark", title: "Dark" },
];

export function SettingsView() {
  const { settings } = useSettings();
  const homes = useProject((store) => store.state?.homes ?? []);
  const hasProject = useProject((store) => store.state?.project != null);
  return (
    <div className="page settings">
      <h1>Settings</h1>
      <section>
        <h2>Look</h2>
        <div className="segments" role="group" aria-label="Theme">
          {themes.map((theme) => <button key={theme.id} type="button" aria-pressed={settings.theme === theme.id} onClick={() => void changeSettings({ theme: theme.id })}>{theme.title}</button>)}
        </div>
      </section>
      <EditorSettings settings={settings} />
      {hasProject && (
        <section>
          <h2>Dagster homes</h2>
          <p className="dim">Whose logs are read for this project. They are opened for reading only.</p>
          {homes.length === 0 ? <p>No Dagster home found. Looked in <span className="mono">DAGSTER_HOME</span>, <span className="mono">.env</span>, <span className="mono">dagster.yaml</span> and <span className="mono">.tmp_dagster_home_*</span>.</p> : (
            <ul className="home-list">{homes.map((home) => <li key={home.id}><span className="mono wrap">{home.path}</span> <span className="dim">{home.foundBy}{home.eventLog === null ? "; its storage is not local" : ""}</span></li>)}</ul>
          )}
          {canChooseFolder() && <button type="button" className="btn" onClick={() => void chooseDagsterHome()}>Add a Dagster home…</button>}
        </section>
      )}
      {hasProject && <ReaderSettings />}
      <KeySettings settings={settings} />
      <section>
        <h2>What Assetscope never does</h2>
        <p className="dim2 lead">It never runs code of the project on this machine unless you choose your own Python for it (Readers), never writes into its folder or into a Dagster home, and makes no connection to anything. The sealed Dagster runs it in WebAssembly, without files, network, environment or processes. Only “Open in editor” and links that you click hand something to another program; your editor has trust rules of its own.</p>
      </section>
    </div>
  );
}

function EditorSettings({ settings }: { readonly settings: Settings }) {
  const { value, error } = useRemote(editors, "");
  const [command, setCommand] = useState(settings.editorCommand?.join(" ") ?? "");
  const choice = settings.editorCommand !== null ? "own" : (settings.editor ?? "auto");
  const [isOwn, setIsOwn] = useState(choice === "own");
  const found = value ?? [];
  const automatic = found.find((one) => one.isDefault);
  const choose = (id: string): void => {
    setIsOwn(id === "own");
    if (id !== "own") void changeSettings({ editor: id === "auto" ? null : id, editorCommand: null });
  };
  const words = splitCommand(command);
  return (
    <section>
      <h2>Editor</h2>
      <p className="dim">Opens the source of an asset with <Kbd keys="E" />.</p>
      {error && <LoadFailure what="The editors" error={error} retry={() => editors.load("")} />}
      <div className="line">
        <select className="field" aria-label="Editor" value={isOwn ? "own" : choice} onChange={(event) => choose(event.target.value)}>
          <option value="auto">{automatic ? `Found: ${automatic.name}` : "The one that is found"}</option>
          {found.map((one) => <option key={one.id} value={one.id}>{one.name}{one.program === null ? " (by its link)" : ""}</option>)}
          <option value="own">A command of my own…</option>
        </select>
        {!isOwn && found.length > 0 && <span className="mono dim wrap">{(found.find((one) => one.id === choice) ?? automatic)?.program ?? ""}</span>}
      </div>
      {value && found.length === 0 && <p className="note">No known editor was found on this machine. Write its command below, for example <span className="mono">code -g {"{file}:{line}"}</span>.</p>}
      {(isOwn || (value && found.length === 0)) && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); if (words) void changeSettings({ editor: null, editorCommand: words }); }}>
          <label className="stack tight">
            <span>Command, with <span className="mono">{"{file} {line} {column} {project}"}</span> for the place</span>
            <input className="field mono wide" value={command} spellCheck={false} placeholder="code -r -g {file}:{line}:{column}" aria-describedby="command-help" onChange={(event) => setCommand(event.target.value)} />
          </label>
          <p id="command-help" className="dim small">It is started directly, without a shell: quotes group words, nothing else is special.{words === null && command !== "" && <span className="bad-text"> A quote is not closed.</span>}</p>
          <div><button type="submit" className="btn primary" disabled={words === null || words.length === 0}>Keep</button></div>
        </form>
      )}
    </section>
  );
}

/** Words as people write them, quotes grouping; null where a quote is open. */
export function splitCommand(text: string): string[] | null {
  const words: string[] = [];
  let word = "";
  let isInWord = false;
  let quote: string | null = null;
  for (const sign of text) {
    if (quote !== null) {
      if (sign === quote) quote = null;
      else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      isInWord = true;
    } else if (/\s/.test(sign)) {
      if (isInWord) words.push(word);
      word = "";
      isInWord = false;
    } else {
      word += sign;
      isInWord = true;
    }
  }
  if (quote !== null) return null;
  if (isInWord) words.push(word);
  return words;
}
