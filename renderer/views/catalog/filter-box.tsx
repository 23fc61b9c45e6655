/** The filter: selection language, coloured as it is typed and completed with the project's own values, or plain words. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { AssetRow, CatalogPage } from "../../../shared/api.ts";
import { completeSelection, type Completion } from "../../../shared/selection/complete.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { tokenize } from "../../../shared/selection/tokens.ts";
import { Icon } from "../../components/icon.tsx";
import { countFacet, facetNames } from "../../state/facets.ts";
import { filterSoon } from "../../state/catalog-filter.ts";
import type { CatalogRoute } from "../../state/route.ts";
import { Kbd } from "../../components/bits.tsx";
import { useKeys } from "../frame/use-keys.ts";

interface FilterBoxProps {
  readonly route: CatalogRoute;
  readonly count: string;
  readonly error: CatalogPage["selectError"];
  /** All rows: what values there are to complete. */
  readonly rows: readonly AssetRow[];
  /** Enter, or the arrow down: to the rows. */
  readonly onLeave: () => void;
  readonly onType: () => void;
}

const maxShown = 9;

export function FilterBox({ route, count, error: answered, rows, onLeave, onType }: FilterBoxProps) {
  const [text, setText] = useState(route.select ?? "");
  const [cursor, setCursor] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const colors = useRef<HTMLDivElement>(null);
  /** What was last handed on from here: an address with anything else was changed by a facet, a link or the back button. */
  const handedOn = useRef(route.select ?? "");
  const listId = useId();
  const keys = useKeys();
  useEffect(() => {
    if ((route.select ?? "") === handedOn.current) return;
    handedOn.current = route.select ?? "";
    setText(handedOn.current);
  }, [route.select]);

  const isHeldBack = isUnfinished(text) && (route.select ?? "") !== text;
  const error = isHeldBack ? parseSelection(text).error : answered;
  const values = useMemo(() => countsOf(rows), [rows]);
  const completions = useMemo(() => (isOpen ? completeSelection(text, cursor, values).slice(0, maxShown) : []), [isOpen, text, cursor, values]);
  const showsList = completions.length > 0;

  const change = (next: string, at: number): void => {
    onType();
    setText(next);
    setCursor(at);
    setActive(-1);
    // Half a term selects nothing: the rows stay those of the last whole filter.
    if (isUnfinished(next)) return;
    handedOn.current = next.trim() === "" ? "" : next;
    filterSoon(next);
  };
  const accept = (completion: Completion): void => {
    const next = text.slice(0, completion.start) + completion.insert + text.slice(completion.end);
    const at = completion.start + completion.insert.length;
    change(next, at);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };

  return (
    <div className="filter">
      <div className="query">
        <Icon name="filter" size={13} />
        <div className="query-field mono">
          <div ref={colors} className="query-colors" aria-hidden="true"><Colored text={text} error={error} /></div>
          <input
            ref={input} data-filter value={text} spellCheck={false} autoComplete="off" maxLength={10_000}
            placeholder="Words, or group:marts and not owner:<null>" aria-label="Filter assets" role="combobox" aria-expanded={showsList} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={showsList && active >= 0 ? `${listId}-${active}` : undefined} aria-invalid={error !== null && looksLikeLanguage(text)}
            onChange={(event) => { setIsOpen(true); change(event.target.value, event.target.selectionStart ?? event.target.value.length); }}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => { if (colors.current) colors.current.style.transform = `translateX(${-event.currentTarget.scrollLeft}px)`; }}
            onBlur={() => setIsOpen(false)}
            onKeyDown={(event) => {
              if (event.key === "Escape" && (showsList || text !== "")) {
                event.preventDefault();
                if (showsList) setIsOpen(false);
                else change("", 0);
              } else if (event.key === "ArrowDown" && (showsList || event.altKey)) {
                event.preventDefault();
                setIsOpen(true);
                setActive((active + 1) % Math.max(1, completions.length));
              } else if (event.key === "ArrowUp" && showsList) {
                event.preventDefault();
                setActive((active - 1 + completions.length) % completions.length);
              } else if ((event.key === "Enter" || event.key === "Tab") && showsList && active >= 0) {
                event.preventDefault();
                const chosen = completions[active];
                if (chosen) accept(chosen);
              } else if (event.key === "Enter" || (event.key === "ArrowDown" && !showsList)) {
                event.preventDefault();
                setIsOpen(false);
                onLeave();
              } else if (event.key === " " && event.ctrlKey) {
                event.preventDefault();
                setIsOpen(true);
              }
            }}
          />
        </div>
        {text === "" && <Kbd keys={keys("catalog.filter")} />}
        {text !== "" && <button type="button" className="btn quiet icon clear" aria-label="Clear the filter" onClick={() => { change("", 0); input.current?.focus(); }}><Icon name="close" size={12} /></button>}
        <span className="query-count num">{count}</span>
      </div>
      <div id={listId} role="listbox" aria-label="Completions" className={showsList ? "completions" : "completions hidden"}>
        {completions.map((one, i) => (
          <div key={`${one.kind}-${one.insert}`} id={`${listId}-${i}`} role="option" tabIndex={-1} aria-selected={i === active} className="completion" onMouseDown={(event) => { event.preventDefault(); accept(one); }}>
            <span className={`mono clip ${one.kind}`}>{one.label}</span>
            <span className="dim small num">{one.count === null ? one.kind : one.count.toLocaleString("en")}</span>
          </div>
        ))}
      </div>
      {error !== null && looksLikeLanguage(text) && !showsList && (
        <div className="query-error" role="status">{isHeldBack ? "Not applied yet" : "Not in the selection language"}: {error.message}.{isHeldBack ? "" : " Shown: assets that hold these words."}</div>
      )}
    </div>
  );
}

/** In the language so far, but not to its end. */
function isUnfinished(text: string): boolean {
  return looksLikeLanguage(text) && upgradeSelection(text) === null;
}

/** Plain words are no mistake; a colon, a quote or brackets mean that the language was meant. */
function looksLikeLanguage(text: string): boolean {
  return /[:"()=]|^\s*not\b|\b(and|or)\b/.test(text);
}

function Colored({ text, error }: { readonly text: string; readonly error: CatalogPage["selectError"] }) {
  const isPlain = !looksLikeLanguage(text) || parseSelection(text).selection === null;
  if (isPlain && error === null) return <>{text}</>;
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [i, token] of tokenize(text).entries()) {
    if (token.kind === "end") break;
    if (token.start > at) parts.push(text.slice(at, token.start));
    const isBad = error !== null && looksLikeLanguage(text) && token.start >= error.start && token.end <= Math.max(error.end, error.start + 1);
    parts.push(<span key={i} className={isBad ? "q-bad" : `q-${token.kind}`}>{text.slice(token.start, token.end)}</span>);
    at = token.end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

/** Values with counts for every attribute that a row carries. */
function countsOf(rows: readonly AssetRow[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  const add = (attribute: string, value: string, count: number): void => {
    let values = counts.get(attribute);
    if (!values) counts.set(attribute, (values = new Map()));
    values.set(value, (values.get(value) ?? 0) + count);
  };
  for (const name of facetNames) {
    for (const { value, count } of countFacet(rows, name)) {
      if (value === null) continue;
      const [key = "", ...rest] = name === "tag" ? value.split("=") : [value];
      add(name, key, count);
      if (rest.length > 0) add(`tag:${key}`, rest.join("="), count);
    }
  }
  for (const row of rows) add("key", row.key, 1);
  for (const value of ["external", "materializable"]) add("is", value, rows.filter((row) => (row.kind === "materializable") === (value === "materializable")).length);
  return counts;
}
