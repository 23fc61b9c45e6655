/** Selections kept by name, and those used lately: apply, save, forget. */
import { useId, useState } from "react";
import type { SavedSelections } from "../../../shared/api.ts";
import { Icon } from "../../components/icon.tsx";
import { Menu } from "../../components/menu.tsx";
import { forgetSelection, saveSelection } from "../../state/selections.ts";

interface SavedMenuProps {
  /** What would be saved; "" for nothing. */
  readonly text: string;
  readonly kept: SavedSelections;
  readonly onApply: (select: string) => void;
}

export function SavedMenu({ text, kept, onApply }: SavedMenuProps) {
  return (
    <Menu label="Saved selections" buttonClass="btn quiet icon saved" align="right" button={<Icon name="bookmark" size={13} />}>
      {(close) => (
        <div className="saved-panel">
          {text.trim() !== "" && <SaveForm text={text} kept={kept} onSaved={close} />}
          <Entries title="Saved" entries={kept.saved} onApply={(select) => { close(); onApply(select); }} onForget={forgetSelection} />
          <Entries title="Recent" entries={kept.recent.map((select) => ({ name: select, select }))} onApply={(select) => { close(); onApply(select); }} />
          {kept.saved.length === 0 && kept.recent.length === 0 && text.trim() === "" && <p className="menu-note">Type a selection, then save it here by name.</p>}
        </div>
      )}
    </Menu>
  );
}

function SaveForm({ text, kept, onSaved }: { readonly text: string; readonly kept: SavedSelections; readonly onSaved: () => void }) {
  const [name, setName] = useState("");
  const id = useId();
  const same = kept.saved.find((one) => one.name === name.trim());
  return (
    <form className="save-form" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== "") void saveSelection(name.trim(), text).then((isSaved) => { if (isSaved) onSaved(); }); }}>
      <label htmlFor={id}>Save <span className="mono clip">{text}</span> as</label>
      <div className="line">
        <input id={id} className="field small-field" value={name} maxLength={200} autoComplete="off" placeholder="Name" onChange={(event) => setName(event.target.value)} />
        <button type="submit" className="btn" disabled={name.trim() === ""}>{same ? "Replace" : "Save"}</button>
      </div>
    </form>
  );
}

interface EntriesProps {
  readonly title: string;
  readonly entries: readonly { readonly name: string; readonly select: string }[];
  readonly onApply: (select: string) => void;
  readonly onForget?: (name: string) => unknown;
}

function Entries({ title, entries, onApply, onForget }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <>
      <div className="menu-title">{title}</div>
      {entries.map(({ name, select }) => (
        <div key={name} className="saved-entry">
          <button type="button" title={select} onClick={() => onApply(select)}><span className={name === select ? "mono clip" : "clip"}>{name}</span></button>
          {onForget && <button type="button" className="forget" aria-label={`Forget ${name}`} title={`Forget ${name}`} onClick={() => onForget(name)}><Icon name="close" size={11} /></button>}
        </div>
      ))}
    </>
  );
}
