/** Looks for an asset in the picture: letters of its key, Enter to go from one to the next. What is in a closed group is found too. */
import { useId, useMemo, useState } from "react";
import { AssetKeyText } from "../../components/asset-marks.tsx";
import { Icon } from "../../components/icon.tsx";
import type { GraphModel } from "./use-graph-model.ts";

interface GraphFindProps {
  readonly graph: GraphModel;
  readonly onShow: (asset: number) => void;
  readonly onLeave: () => void;
}

const maxShown = 8;

export function GraphFind({ graph, onShow, onLeave }: GraphFindProps) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const found = useMemo(() => findAssets(graph, text), [graph, text]);
  const shown = isOpen ? found.slice(0, maxShown) : [];
  const show = (index: number): void => {
    const asset = found[index];
    if (asset === undefined) return;
    setActive(index);
    onShow(asset);
  };
  return (
    <div className="graph-find">
      <Icon name="search" size={13} />
      <input value={text} data-graph-find aria-label="Find in the graph" placeholder="Find in the graph" role="combobox" aria-expanded={shown.length > 0} aria-controls={listId} aria-autocomplete="list" autoComplete="off" spellCheck={false} maxLength={500}
        aria-activedescendant={shown.length > 0 && active < shown.length ? `${listId}-${active}` : undefined}
        onChange={(event) => { setText(event.target.value); setActive(0); setIsOpen(true); }}
        onBlur={() => setIsOpen(false)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setActive(Math.min(active + 1, shown.length - 1));
          else if (event.key === "ArrowUp") setActive(Math.max(0, active - 1));
          else if (event.key === "Enter" && found.length > 0) {
            // The list first; once it is closed each Enter goes on to the next.
            if (isOpen) show(active);
            else show((active + (event.shiftKey ? found.length - 1 : 1)) % found.length);
            setIsOpen(false);
          } else if (event.key === "Escape") {
            if (text === "") onLeave();
            setText("");
            setIsOpen(false);
          } else return;
          event.preventDefault();
          event.stopPropagation();
        }} />
      {text !== "" && <span className="dim small num" role="status">{found.length === 0 ? "none" : `${Math.min(active + 1, found.length)}/${found.length.toLocaleString("en")}`}</span>}
      <div id={listId} role="listbox" aria-label="Assets found" className={shown.length > 0 ? "completions" : "completions hidden"}>
        {shown.map((asset, i) => (
          <div key={asset} id={`${listId}-${i}`} role="option" tabIndex={-1} aria-selected={i === active} className="completion" onMouseDown={(event) => { event.preventDefault(); show(i); setIsOpen(false); }}>
            <AssetKeyText path={graph.model.rows[asset]!.keyPath} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Names that begin with the words before those that hold them, before keys that hold them. */
function findAssets({ model, visible }: GraphModel, text: string): readonly number[] {
  const word = text.trim().toLowerCase();
  if (word === "") return [];
  const ranked: { readonly asset: number; readonly rank: number }[] = [];
  model.rows.forEach((row, asset) => {
    if (!visible.isVisible[asset]) return;
    const name = (row.keyPath.at(-1) ?? "").toLowerCase();
    const rank = name === word ? 0 : name.startsWith(word) ? 1 : name.includes(word) ? 2 : row.key.toLowerCase().includes(word) ? 3 : -1;
    if (rank >= 0) ranked.push({ asset, rank });
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.asset - b.asset).map((one) => one.asset);
}
