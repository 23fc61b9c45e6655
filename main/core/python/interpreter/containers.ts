/**
 * Changes of lists, dicts, sets and attributes, with the mark that a change under an unknown condition needs: what was made before
 * the branch becomes open, and what is put in becomes a candidate.
 */
import { dictGet, dictPosition, dictSet, setAdd } from "../dict.ts";
import type { DictValue, ListValue, SetValue, Value } from "../values.ts";
import type { Runtime } from "./runtime.ts";
import { withCandidates } from "./unknowns.ts";

const mostItems = 200_000;

/** The value as it is, or as a candidate when the running code may not run for this container. */
function uncertain(rt: Runtime, container: object, value: Value, old?: Value): Value {
  const { reason } = rt.regions;
  if (!reason || !rt.regions.isForeign(container)) return value;
  return withCandidates(reason, old ? [old, value] : [value]);
}

/** Marks a container as changed in a way that may not have happened. True when it did for certain. */
export function noteChange(rt: Runtime, container: ListValue | DictValue | SetValue): boolean {
  const { reason } = rt.regions;
  if (!reason || !rt.regions.isForeign(container)) return true;
  container.open ??= reason;
  return false;
}

export function addItems(rt: Runtime, list: ListValue, items: readonly Value[]): void {
  rt.tick(items.length);
  if (list.items.length + items.length > mostItems) {
    list.open ??= rt.fail("MemoryError", "holds too many items to be followed");
    return;
  }
  if (items.length > 0) noteChange(rt, list);
  for (const item of items) list.items.push(uncertain(rt, list, item));
}

export function setItem(rt: Runtime, list: ListValue, position: number, value: Value): void {
  list.items[position] = uncertain(rt, list, value, list.items[position]);
}

export function setEntry(rt: Runtime, dict: DictValue, key: Value, value: Value): void {
  if (dict.entries.length > mostItems) return;
  if (key.type === "unknown") {
    dict.open ??= key;
    dict.entries.push([key, value]);
    return;
  }
  if (dictPosition(dict, key) < 0) noteChange(rt, dict);
  dictSet(dict, key, uncertain(rt, dict, value, dictGet(dict, key)));
}

export function addMember(rt: Runtime, set: SetValue, item: Value): void {
  if (set.items.length > mostItems) return;
  if (item.type === "unknown") set.open ??= item;
  noteChange(rt, set);
  setAdd(set, uncertain(rt, set, item));
}
