/**
 * The filter box of every view that selects assets: the selection language, coloured as it is typed and completed with the project's
 * own values, or plain words; selections used lately and saved. A combobox with a listbox (WAI-ARIA), worked by keyboard alone.
 *
 *     <SelectionBox value={route.select ?? ""} onChange={filterSoon} label="Filter assets" count="12 of 340" error={page.selectError} onLeave={focusRows} />
 *
 * Values, saved and recent selections it asks for itself (state/selections.ts).
 */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { CatalogPage, SavedSelections } from "../../../shared/api.ts";
import type { ValueCounts } from "../../../shared/selection/complete.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { Kbd } from "../../components/bits.tsx";
import { Icon } from "../../components/icon.tsx";
import { useRemote } from "../../state/remote.ts";
import { noteSelection, savedSelections, selectionValues } from "../../state/selections.ts";
import { useKeys } from "../frame/use-keys.ts";
import { ColoredText, looksLikeLanguage, SelectionMistake } from "./colored-text.tsx";
import { SavedMenu } from "./saved-menu.tsx";
import { selectionOptions, type SelectionOption } from "./selection-options.ts";

export interface SelectionBoxProps {
  /** The text in force, as the address holds it; "" for none. */
  readonly value: string;
  /** A text that selects something, or "". Half a term is held back: what is shown stays that of the last whole text. */
  readonly onChange: (text: string) => void;
  /** Name of the box for screen readers: "Filter assets". */
  readonly label: string;
  /** What the text leaves, at the end of the box: "12 of 340". */
  readonly count: string;
  /** What the core says of `value` (`CatalogPage.selectError`). */
  readonly error: CatalogPage["selectError"];
  /** Enter, or the arrow down with no list: to what is filtered. */
  readonly onLeave?: () => void;
  readonly onType?: () => void;
}

const noValues: ValueCounts = new Map();
const nothingKept: SavedSelections = { recent: [], saved: [] };

export function SelectionBox({ value, onChange, label, count, error: answered, onLeave, onType }: SelectionBoxProps) {
  const [text, setText] = useState(value);
  const [cursor, setCursor] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const [isUsed, setIsUsed] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const colors = useRef<HTMLDivElement>(null);
  /** What was last handed on from here: an address with anything else was changed by a facet, a link or the back button. */
  const handedOn = useRef(value);
  const id = useId();
  const keys = useKeys();
  useEffect(() => {
    if (value === handedOn.current) return;
    handedOn.current = value;
    setText(value);
  }, [value]);

  const answer = useRemote(selectionValues, isUsed ? "" : null).value;
  const values = answer ?? noValues;
  const kept = useRemote(savedSelections, "").value ?? nothingKept;
  const isHeldBack = isUnfinished(text) && value !== text;
  const error = isHeldBack ? parseSelection(text).error : answered;
  const options = useMemo(() => (isOpen ? selectionOptions(text, cursor, values, kept) : []), [isOpen, text, cursor, values, kept]);
  const showsList = options.length > 0;
  /** Esc means the list that is about to come, never the text. */
  const awaitsList = isOpen && answer === undefined;
  const isWrong = error !== null && looksLikeLanguage(text);

  const change = (next: string, at: number): void => {
    onType?.();
    setText(next);
    setCursor(at);
    setActive(-1);
    if (isUnfinished(next)) return;
    handedOn.current = next.trim() === "" ? "" : next;
    onChange(next);
  };
  const accept = (option: SelectionOption): void => {
    const next = text.slice(0, option.start) + option.insert + text.slice(option.end);
    const at = option.start + option.insert.length;
    change(next, at);
    if (option.kind === "saved" || option.kind === "recent") setIsOpen(false);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const apply = (select: string): void => {
    change(select, select.length);
    noteSelection(select);
    input.current?.focus();
  };
  const leave = (): void => {
    setIsOpen(false);
    if (looksLikeLanguage(text) && !isUnfinished(text)) noteSelection(text);
  };

  return (
    <div className="filter">
      <div className="query">
        <Icon name="filter" size={13} />
        <div className="query-field mono">
          <div ref={colors} className="query-colors" aria-hidden="true"><ColoredText text={text} error={error} /></div>
          <input
            ref={input} data-filter value={text} spellCheck={false} autoComplete="off" maxLength={10_000}
            placeholder="Words, or group:marts and not owner:<null>" aria-label={label} role="combobox" aria-expanded={showsList} aria-controls={`${id}-list`} aria-autocomplete="list"
            aria-activedescendant={showsList && active >= 0 ? `${id}-${active}` : undefined} aria-invalid={isWrong} aria-describedby={isWrong ? `${id}-error` : undefined}
            onFocus={() => setIsUsed(true)}
            onChange={(event) => { setIsOpen(true); change(event.target.value, event.target.selectionStart ?? event.target.value.length); }}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => { if (colors.current) colors.current.style.transform = `translateX(${-event.currentTarget.scrollLeft}px)`; }}
            onBlur={leave}
            onKeyDown={(event) => {
              if (event.key === "Escape" && (showsList || text !== "")) {
                event.preventDefault();
                if (showsList || awaitsList) setIsOpen(false);
                else change("", 0);
              } else if (event.key === "ArrowDown" && (showsList || event.altKey || text === "")) {
                event.preventDefault();
                if (showsList) setActive((active + 1) % options.length);
                else setIsOpen(true);
              } else if (event.key === "ArrowUp" && showsList) {
                event.preventDefault();
                setActive(active <= 0 ? options.length - 1 : active - 1);
              } else if ((event.key === "Enter" || event.key === "Tab") && showsList && active >= 0) {
                event.preventDefault();
                const chosen = options[active];
                if (chosen) accept(chosen);
              } else if (event.key === "Enter" || (event.key === "ArrowDown" && !showsList)) {
                event.preventDefault();
                leave();
                onLeave?.();
              } else if (event.key === " " && event.ctrlKey) {
                event.preventDefault();
                setIsOpen(true);
              }
            }}
          />
        </div>
        {text === "" && <Kbd keys={keys("catalog.filter")} />}
        {text !== "" && <button type="button" className="btn quiet icon clear" aria-label="Clear the filter" onClick={() => { change("", 0); input.current?.focus(); }}><Icon name="close" size={12} /></button>}
        <SavedMenu text={isUnfinished(text) ? "" : text} kept={kept} onApply={apply} />
        <span className="query-count num">{count}</span>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Completions" className={showsList ? "completions" : "completions hidden"}>
        {options.map((one, i) => (
          <div key={`${one.kind}-${one.label}`} id={`${id}-${i}`} role="option" tabIndex={-1} aria-selected={i === active} className="completion" onMouseDown={(event) => { event.preventDefault(); accept(one); }}>
            <span className={`mono clip ${one.kind}`}>{one.label}</span>
            <span className="dim small num">{one.note}</span>
          </div>
        ))}
      </div>
      <div id={`${id}-error`} role="status" className={isWrong && !showsList ? "query-error" : "sr-only"}>
        {isWrong && error && <SelectionMistake text={text} error={error} {...toldAs(text, isHeldBack)} />}
      </div>
    </div>
  );
}

function toldAs(text: string, isHeldBack: boolean): { readonly lead: string; readonly after: string } {
  if (isHeldBack) return { lead: "Not applied yet", after: "" };
  if (upgradeSelection(text) !== null) return { lead: "Cannot be answered here", after: "" };
  return { lead: "Not in the selection language", after: " Shown: assets that hold these words." };
}

/** In the language so far, but not to its end. */
function isUnfinished(text: string): boolean {
  return looksLikeLanguage(text) && upgradeSelection(text) === null;
}
