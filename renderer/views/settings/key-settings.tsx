/** Every key: what it does, changed by pressing another, switched off when it is a single letter. */
import { useEffect, useState } from "react";
import type { Settings } from "../../../shared/api.ts";
import { clashesOf, commands, keysOf, type Command } from "../../state/commands.ts";
import { isMac } from "../../state/key-listener.ts";
import { nameOfPress, showKeys } from "../../state/keys.ts";
import { changeSettings } from "../../state/settings.ts";

const chordMs = 900;

export function KeySettings({ settings }: { readonly settings: Settings }) {
  const [recording, setRecording] = useState<string | null>(null);
  const hasOwn = Object.keys(settings.keys).length > 0;
  return (
    <section>
      <h2>Keys</h2>
      <label className="line tight switch"><input type="checkbox" checked={settings.singleKeys} onChange={(event) => void changeSettings({ singleKeys: event.target.checked })} />Single keys (E, /, G then C…): off if you dictate, or press keys by accident</label>
      <div className="table-scroll">
      <table className="table keys">
        <thead><tr><th scope="col">Command</th><th scope="col">Key</th><th scope="col"><span className="sr-only">Change</span></th></tr></thead>
        <tbody>
          {commands.map((command) => (
            <KeyRow key={command.id} command={command} settings={settings} isRecording={recording === command.id} onRecord={(isOn) => setRecording(isOn ? command.id : null)} />
          ))}
        </tbody>
      </table>
      </div>
      {hasOwn && <button type="button" className="btn" onClick={() => void changeSettings({ keys: {} })}>All keys as at first</button>}
    </section>
  );
}

interface KeyRowProps {
  readonly command: Command;
  readonly settings: Settings;
  readonly isRecording: boolean;
  readonly onRecord: (isOn: boolean) => void;
}

function KeyRow({ command, settings, isRecording, onRecord }: KeyRowProps) {
  const keys = keysOf(command, settings.keys);
  const clashes = clashesOf(command.id, keys, settings.keys);
  const set = (next: string): void => {
    onRecord(false);
    const { [command.id]: _old, ...others } = settings.keys;
    void changeSettings({ keys: next === command.keys ? others : { ...others, [command.id]: next } });
  };
  return (
    <tr className="hover">
      <th scope="row"><span className="dim">{command.section}</span> {command.title}</th>
      <td>
        {isRecording ? <Recorder onDone={set} onCancel={() => onRecord(false)} /> : keys === "" ? <span className="dim">none</span> : <kbd className="kbd">{showKeys(keys, isMac)}</kbd>}
        {clashes.length > 0 && <span className="chip warn">also {clashes.map((one) => one.title).join(", ")}</span>}
      </td>
      <td className="right nowrap">
        <button type="button" className="link" onClick={() => onRecord(!isRecording)} aria-label={`${isRecording ? "Stop changing" : "Change"} the key of ${command.title}`}>{isRecording ? "Cancel" : "Change"}</button>
        {keys !== "" && !isRecording && <button type="button" className="link" onClick={() => set("")} aria-label={`No key for ${command.title}`}>None</button>}
        {command.id in settings.keys && !isRecording && <button type="button" className="link" onClick={() => set(command.keys)} aria-label={`The first key of ${command.title}`}>As at first</button>}
      </td>
    </tr>
  );
}

/** Takes the next press, or two in a row without a modifier ("G then C"). Esc gives up. */
function Recorder({ onDone, onCancel }: { readonly onDone: (keys: string) => void; readonly onCancel: () => void }) {
  const [pressed, setPressed] = useState("");
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const name = nameOfPress(event, isMac);
      if (name === null || name === "tab") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (name === "escape") return onCancel();
      setPressed((before) => (before === "" ? name : `${before} ${name}`));
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [onCancel]);
  useEffect(() => {
    if (pressed === "") return;
    const timer = setTimeout(() => onDone(pressed), pressed.includes(" ") || pressed.includes("+") ? 0 : chordMs);
    return () => clearTimeout(timer);
    // The parent hands over a new function each time it draws; only a press restarts the wait.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pressed]);
  return <span className="chip accent" role="status">{pressed === "" ? "press the keys" : showKeys(pressed, isMac)}</span>;
}
