/** One box for everything: assets, columns, metadata, owners, tags, jobs; `>` for commands. */
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import { parseAssetKey } from "../../../shared/asset-key.ts";
import type { SearchHit } from "../../../shared/api.ts";
import { AssetKeyText } from "../../components/asset-marks.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { VisibleText } from "../../components/visible-text.tsx";
import { possibleCommands } from "../../state/commands.ts";
import { go, openPeek } from "../../state/navigation.ts";
import { closeOverlay, setPaletteText, useOverlay } from "../../state/palette.ts";
import { useProject } from "../../state/project.ts";
import { search, useSearch } from "../../state/search.ts";
import { useKeys } from "../frame/use-keys.ts";

interface Item {
  readonly id: string;
  readonly section: string;
  readonly title: ReactNode;
  readonly detail: string;
  readonly keys: string;
  /** Asset for Space and Alt-Enter, to look at it without leaving. */
  readonly assetKey: string | null;
  readonly run: () => void;
}

const sectionTitles: { readonly [K in SearchHit["kind"]]: string } = {
  asset: "Assets", column: "Columns", metadata: "Metadata", owner: "Owners", tag: "Tags", kind: "Kinds", group: "Groups", job: "Jobs", check: "Checks", description: "Descriptions",
};

export function Palette() {
  const { text, isAssetsOnly, visited } = useOverlay();
  const hasProject = useProject((state) => state.state?.project != null);
  const { hits, answered, failure } = useSearch();
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const keys = useKeys();
  const isCommands = text.startsWith(">");
  const words = isCommands ? text.slice(1).trim() : text.trim();

  useEffect(() => {
    setActive(0);
    search(isCommands || !hasProject ? "" : words);
  }, [words, isCommands, hasProject]);

  const items = useMemo<readonly Item[]>(() => {
    const found = isCommands || isAssetsOnly ? [] : hits.map(itemOfHit);
    const assets = isAssetsOnly ? hits.filter((hit) => hit.kind === "asset").map(itemOfHit) : [];
    const recent = words === "" && !isCommands ? visited.map((key) => assetItem(key, "Seen lately", "")) : [];
    const listed = isAssetsOnly ? [] : possibleCommands().filter((command) => matchesWords(`${command.section} ${command.title}`, words)).map((command): Item => ({
      id: command.id, section: "Commands", title: command.title, detail: command.section, keys: keys(command.id), assetKey: null, run: command.run,
    }));
    // Words find things first; commands are a few below, all of them after `>`.
    return isCommands ? listed : [...recent, ...bySection([...found, ...assets]), ...(words === "" ? listed.slice(0, 8) : listed.slice(0, 5))];
  }, [hits, isCommands, isAssetsOnly, words, visited, keys]);

  const choose = (item: Item | undefined): void => {
    if (!item) return;
    closeOverlay();
    item.run();
  };
  const move = (step: number): void => {
    const next = (active + step + items.length) % Math.max(1, items.length);
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const isWaiting = !isCommands && words !== "" && answered !== words && failure === null && hasProject;
  return (
    <Dialog label="Search" className="palette" onClose={closeOverlay}>
      <div className="palette-field">
        <Icon name={isCommands ? "right" : "search"} size={15} />
        <input
          value={text} spellCheck={false} autoComplete="off" maxLength={1_000} role="combobox" aria-expanded="true" aria-controls={listId} aria-autocomplete="list"
          aria-activedescendant={items[active] ? `${listId}-${active}` : undefined} aria-label={isAssetsOnly ? "Search assets" : "Search everything"}
          placeholder={isAssetsOnly ? "Search assets" : "Search assets, columns, metadata, owners, tags; > for commands"} autoFocus
          onChange={(event) => setPaletteText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") move(1);
            else if (event.key === "ArrowUp") move(-1);
            else if (event.key === "PageDown") move(Math.min(8, items.length - 1 - active));
            else if (event.key === "PageUp") move(-Math.min(8, active));
            else if (event.key === "Enter") {
              const item = items[active];
              if (event.altKey && item?.assetKey) { closeOverlay(); openPeek(item.assetKey); }
              else choose(item);
            } else return;
            event.preventDefault();
          }}
        />
        <kbd className="kbd">Esc</kbd>
      </div>
      <div ref={list} id={listId} role="listbox" aria-label="Results" className={isWaiting ? "palette-list waiting" : "palette-list"}>
        {items.map((item, i) => (
          <div key={item.id} role="presentation">
            {items[i - 1]?.section !== item.section && <div className="palette-section" role="presentation">{item.section}</div>}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys */}
            <div id={`${listId}-${i}`} data-index={i} role="option" tabIndex={-1} aria-selected={i === active} className="palette-item" onMouseMove={() => { if (i !== active) setActive(i); }} onClick={() => choose(item)}>
              <span className="clip palette-title">{item.title}</span>
              <span className="clip dim small palette-detail"><VisibleText text={item.detail} max={200} /></span>
              {item.keys !== "" && <kbd className="kbd">{item.keys}</kbd>}
            </div>
          </div>
        ))}
      </div>
      {failure !== null && <p className="note bad">{failure}</p>}
      {items.length === 0 && !isWaiting && <p className="palette-none dim">{words === "" ? (hasProject ? "Type to search." : "Open a project to search it. Type > for commands.") : `Nothing found for “${words.slice(0, 80)}”.`}</p>}
      <div className="palette-foot dim small"><span><kbd className="kbd">Enter</kbd> go</span><span><kbd className="kbd">Alt Enter</kbd> look</span><span><kbd className="kbd">&gt;</kbd> commands</span></div>
      <div className="sr-only" role="status">{isWaiting ? "" : `${items.length} results`}</div>
    </Dialog>
  );
}

function assetItem(key: string, section: string, detail: string): Item {
  return { id: `${section}:${key}`, section, title: <AssetKeyText path={parseAssetKey(key)} />, detail, keys: "", assetKey: key, run: () => go({ view: "asset", key, tab: "overview" }) };
}

function itemOfHit(hit: SearchHit, index: number): Item {
  const section = sectionTitles[hit.kind];
  if (hit.kind === "asset" && hit.key !== null) return { ...assetItem(hit.key, section, hit.detail), id: `asset:${hit.key}:${index}` };
  const { key, select } = hit;
  const run = (): void => {
    if (key !== null) go(hit.kind === "column" ? { view: "column", key, column: hit.title } : { view: "asset", key, tab: hit.kind === "check" ? "checks" : "overview" });
    else if (select !== null) go({ view: "catalog", select });
  };
  return { id: `${hit.kind}:${hit.title}:${key ?? select ?? ""}:${index}`, section, title: <span className={hit.kind === "description" ? "" : "mono"}><VisibleText text={hit.title} max={200} /></span>, detail: hit.detail, keys: "", assetKey: key, run };
}

/** Sections in the order of their best hit, the hits of one together. */
function bySection(items: readonly Item[]): readonly Item[] {
  const sections = [...new Set(items.map((item) => item.section))];
  return sections.flatMap((section) => items.filter((item) => item.section === section));
}

function matchesWords(text: string, words: string): boolean {
  return words.toLowerCase().split(/\s+/).every((word) => text.toLowerCase().includes(word));
}
