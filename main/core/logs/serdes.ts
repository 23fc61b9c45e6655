/**
 * Values that Dagster's serdes packed (`dagster_shared/serdes/serdes.py`, 1.5 to 1.13) -> their parts. Objects carry `__class__`,
 * enums `__enum__`, sets `__set__` or `__frozenset__`, mappings with keys that are no strings `__mapping_items__`. Looks into what
 * is there and says `null` or throws `Unreadable` otherwise: classes and fields that are missing or unknown are ordinary.
 */
import type { Json } from "../../../shared/model.ts";
import { tooDeep } from "./python-json.ts";

export type JsonObject = { readonly [key: string]: Json };

/** Why one value could not be read; what stands around it is read on. The message is a sentence fragment for people. */
export class Unreadable extends Error {}

/** Deepest nesting that leaves this stage: deeper values cannot be copied between processes safely. */
export const maxDepth = 100;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member's value; undefined when it is missing or only inherited. */
export function member(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  if (!isObject(value)) return undefined;
  for (const name of names) if (Object.hasOwn(value, name)) return value[name];
  return undefined;
}

export function className(value: Json | undefined): string | null {
  const name = member(value, "__class__");
  return typeof name === "string" ? name : null;
}

/** `{"__enum__": "AssetCheckSeverity.WARN"}` -> "WARN"; a plain string is taken as the name. */
export function enumName(value: Json | undefined): string | null {
  const name = member(value, "__enum__") ?? value;
  return typeof name === "string" ? name.slice(name.lastIndexOf(".") + 1) : null;
}

export function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

export function numberOrNull(value: Json | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Items of a list, tuple, set or frozenset; null for anything else. */
export function items(value: Json | undefined): readonly Json[] | null {
  if (Array.isArray(value)) return value as readonly Json[];
  const packed = member(value, "__set__", "__frozenset__");
  return Array.isArray(packed) ? (packed as readonly Json[]) : null;
}

/** Pairs of a mapping in either encoding; null for anything else. `__class__` is no pair. */
export function entries(value: Json | undefined): readonly (readonly [string, Json])[] | null {
  if (!isObject(value)) return null;
  const packed = member(value, "__mapping_items__");
  if (!Array.isArray(packed)) return Object.entries(value).filter(([key]) => key !== "__class__");
  return (packed as readonly Json[]).flatMap((pair): (readonly [string, Json])[] =>
    Array.isArray(pair) && pair.length === 2 ? [[keyText(pair[0] as Json), pair[1] as Json]] : []);
}

function keyText(key: Json): string {
  return typeof key === "string" ? key : (enumName(key) ?? JSON.stringify(key));
}

/** Text values of a mapping such as tags; values of other types are dropped, as Dagster allows none. */
export function textMapping(value: Json | undefined): { [key: string]: string } {
  // Object.fromEntries defines members, so that `__proto__` stays a key.
  return Object.fromEntries((entries(value) ?? []).filter((pair): pair is readonly [string, string] => typeof pair[1] === "string"));
}

/** Parts of an AssetKey: `{"__class__": "AssetKey", "path": [...]}`, a bare list, or `asset_key` column text parsed as JSON. */
export function assetKeyPath(value: Json | undefined): readonly string[] | null {
  const path = items(member(value, "path") ?? value);
  return path !== null && path.length > 0 && path.every((part) => typeof part === "string") ? (path as readonly string[]) : null;
}

/**
 * The value as a user wrote it: sets as lists, packed mappings as objects, enums as their names. Classes stay as they are stored.
 * Throws Unreadable when it nests deeper than `maxDepth`.
 */
export function plain(value: Json, depth = 0): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth > maxDepth || value === tooDeep) throw new Unreadable(`nested deeper than ${maxDepth} levels`);
  const list = items(value);
  if (list !== null) return list.map((item) => plain(item, depth + 1));
  if (typeof member(value, "__enum__") === "string") return enumName(value);
  const packed = member(value, "__mapping_items__") === undefined ? Object.entries(value) : (entries(value) ?? []);
  return Object.fromEntries(packed.map(([key, item]) => [key, plain(item, depth + 1)]));
}

/** The value word for word. Throws Unreadable when it nests deeper than `maxDepth`. */
export function verbatim(value: Json, depth = 0): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth > maxDepth || value === tooDeep) throw new Unreadable(`nested deeper than ${maxDepth} levels`);
  for (const item of Object.values(value)) verbatim(item, depth + 1);
  return value;
}
