/**
 * Lists of definitions as projects pass them: nested, spread, built in branches that cannot be decided, or handed through a call that
 * cannot be followed. Finds the objects in them and says for which of them, and why, their being there is in doubt.
 */
import type { NativeObject, UnknownValue, Value } from "../python/values.ts";
import type { CallContext } from "../python/values.ts";
import { nativeOf } from "./objects.ts";
import { isUnknownValue } from "./read-values.ts";

export interface Found {
  readonly native: NativeObject;
  /** Why it may not be there, or not as it is. */
  readonly doubt: UnknownValue | null;
}

export interface Seen {
  readonly found: readonly Found[];
  /** Values that nothing could be found in. */
  readonly unknowns: readonly UnknownValue[];
}

/** `isWanted` tells the objects that are looked for; everything else is passed over. */
export function seeThrough(value: Value | undefined, isWanted: (native: NativeObject) => boolean, context: CallContext | null): Seen {
  const found = new Map<NativeObject, Found>();
  const unknowns: UnknownValue[] = [];
  const visited = new Set<Value>();

  function visit(one: Value | undefined, doubt: UnknownValue | null, depth: number): void {
    if (!one || depth > 60 || visited.has(one)) return;
    if (one.type !== "none") visited.add(one);
    const native = nativeOf(one);
    if (native && isWanted(native)) {
      const before = found.get(native);
      if (!before || (before.doubt && !doubt)) found.set(native, { native, doubt });
      return;
    }
    switch (one.type) {
      case "list": case "tuple": case "set":
        for (const item of one.items) visit(item, doubt, depth + 1);
        // What an undecided branch appended stands among the items already, for the same reason.
        if (one.open && !one.items.some((item) => item.type === "unknown" && item.candidates && item.reason === one.open?.reason)) visit(one.open, doubt, depth + 1);
        return;
      case "dict":
        for (const [, item] of one.entries) visit(item, doubt, depth + 1);
        if (one.open) visit(one.open, doubt, depth + 1);
        return;
      case "unknown": {
        const before = found.size;
        for (const inner of one.candidates ?? []) visit(inner, doubt ?? one, depth + 1);
        for (const inner of one.args?.positional ?? []) visit(inner, doubt ?? one, depth + 1);
        for (const inner of one.args?.named.values() ?? []) visit(inner, doubt ?? one, depth + 1);
        // A choice between things of libraries is seldom one of definitions: loops over all names of a module make them.
        if (found.size === before && !(one.candidates && one.candidates.every((candidate) => candidate.type === "external"))) unknowns.push(one);
        return;
      }
      case "external":
        if (!doubt) unknowns.push({ type: "unknown", reason: `comes from ${one.qualifiedName}, which is not part of the project`, ...(one.span ? { span: one.span } : {}) });
        return;
      case "native": {
        const items = context ? one.iterate?.(context) : undefined;
        if (items && !isUnknownValue(items)) for (const item of items) visit(item, doubt, depth + 1);
        return;
      }
      default: return;
    }
  }

  visit(value, null, 0);
  return { found: [...found.values()], unknowns };
}
