/**
 * Look-ups in `DictValue` and `SetValue` by Python's equality of keys. Large ones get an index on the side, which notices that the
 * entries were changed by somebody else by their count.
 */
import { keyOf } from "./operations/equality.ts";
import { type DictValue, type SetValue, str, type Value } from "./values.ts";

const smallSize = 8;

interface Index { readonly positions: Map<string, number>; size: number }
const indexes = new WeakMap<object, Index>();

/** The value at a key; undefined when it is not there or the key cannot be known. */
export function dictGet(dict: DictValue, key: Value | string): Value | undefined {
  const position = dictPosition(dict, key);
  return position < 0 ? undefined : dict.entries[position]?.[1];
}

/** Position of a key among the entries; -1 when it is not there. */
export function dictPosition(dict: DictValue, key: Value | string): number {
  const wanted = keyOf(typeof key === "string" ? str(key) : key);
  if (wanted === null) return -1;
  return positionOf(dict, wanted, dict.entries.length, (position) => dict.entries[position]?.[0]);
}

/** Sets or adds. A key that cannot be hashed or known is added as it is. */
export function dictSet(dict: DictValue, key: Value | string, value: Value): void {
  const wanted = typeof key === "string" ? str(key) : key;
  const position = dictPosition(dict, wanted);
  const entry = dict.entries[position];
  if (entry) entry[1] = value;
  else {
    dict.entries.push([wanted, value]);
    noteAdded(dict, wanted, dict.entries.length);
  }
}

/** The removed value; undefined when it was not there. */
export function dictDelete(dict: DictValue, key: Value | string): Value | undefined {
  const position = dictPosition(dict, key);
  if (position < 0) return undefined;
  indexes.delete(dict);
  return dict.entries.splice(position, 1)[0]?.[1];
}

export function setHas(set: SetValue, item: Value): boolean {
  const wanted = keyOf(item);
  if (wanted === null) return false;
  return positionOf(set, wanted, set.items.length, (position) => set.items[position]) >= 0;
}

/** Adds when it is not there. What cannot be hashed or known is added. */
export function setAdd(set: SetValue, item: Value): void {
  if (setHas(set, item)) return;
  set.items.push(item);
  noteAdded(set, item, set.items.length);
}

export function setDelete(set: SetValue, item: Value): boolean {
  const wanted = keyOf(item);
  const position = wanted === null ? -1 : positionOf(set, wanted, set.items.length, (at) => set.items[at]);
  if (position < 0) return false;
  indexes.delete(set);
  set.items.splice(position, 1);
  return true;
}

function positionOf(owner: object, wanted: string, size: number, keyAt: (position: number) => Value | undefined): number {
  if (size <= smallSize) {
    for (let position = 0; position < size; position += 1) {
      const key = keyAt(position);
      if (key && keyOf(key) === wanted) return position;
    }
    return -1;
  }
  let index = indexes.get(owner);
  if (!index || index.size !== size) {
    index = { positions: new Map(), size };
    for (let position = 0; position < size; position += 1) {
      const key = keyAt(position);
      const text = key ? keyOf(key) : null;
      if (text !== null) index.positions.set(text, position);
    }
    indexes.set(owner, index);
  }
  return index.positions.get(wanted) ?? -1;
}

function noteAdded(owner: object, key: Value, size: number): void {
  const index = indexes.get(owner);
  if (!index || index.size !== size - 1) return;
  const text = keyOf(key);
  if (text !== null) index.positions.set(text, size - 1);
  index.size = size;
}
