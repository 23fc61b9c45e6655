/** Names that may come from `from library import *`: which libraries a module imported so, and what a name of theirs is. */
import type { ModuleValue, Value } from "../values.ts";
import type { Runtime } from "./runtime.ts";

const libraries = new WeakMap<ModuleValue, string[]>();

export function noteStar(module: ModuleValue, library: string): void {
  const known = libraries.get(module);
  if (known) known.push(library);
  else libraries.set(module, [library]);
}

/** `from module import *` of a module of the project passes on what it imported so. */
export function passStars(from: ModuleValue, to: ModuleValue): void {
  for (const library of libraries.get(from) ?? []) noteStar(to, library);
}

/** The last library that is known to have the name; with one library alone, its name. */
export function fromStars(rt: Runtime, module: ModuleValue, name: string): Value | undefined {
  const starred = libraries.get(module);
  if (!starred || name.startsWith("__")) return undefined;
  for (const library of starred.toReversed()) {
    const value = rt.library(`${library}.${name}`);
    if (value.type !== "external") return value;
  }
  return starred.length === 1 ? rt.library(`${starred[0]}.${name}`) : undefined;
}
