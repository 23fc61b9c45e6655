/** What the list under a filter box offers at the cursor: in an empty box saved and recent selections before the attributes. Pure. */
import type { SavedSelections } from "../../../shared/api.ts";
import { completeSelection, type Completion, type ValueCounts } from "../../../shared/selection/complete.ts";

export interface SelectionOption extends Omit<Completion, "kind"> {
  readonly kind: Completion["kind"] | "saved" | "recent";
  /** What stands at the right. */
  readonly note: string;
}

const most = 10;
const mostSaved = 5;
const mostRecent = 4;

export function selectionOptions(text: string, cursor: number, values: ValueCounts, kept: SavedSelections): SelectionOption[] {
  const completions = completeSelection(text, cursor, values).map((one): SelectionOption => ({ ...one, note: one.count === null ? one.kind : one.count.toLocaleString("en") }));
  if (text.trim() !== "") return completions.slice(0, most);
  const whole = (kind: "saved" | "recent", label: string, insert: string, note: string): SelectionOption => ({ kind, label, insert, note, count: null, start: 0, end: text.length });
  const saved = kept.saved.slice(0, mostSaved).map((one) => whole("saved", one.name, one.select, "saved"));
  const recent = kept.recent.filter((select) => !kept.saved.some((one) => one.select === select)).slice(0, mostRecent).map((select) => whole("recent", select, select, "recent"));
  const kind = saved.length + recent.length > 0 ? most - 2 : most;
  return [...saved, ...recent, ...completions].slice(0, Math.max(kind, saved.length + recent.length));
}
