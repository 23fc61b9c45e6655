/** Looking names up and binding them, by Python's rules of scope. */
import type { Value } from "../values.ts";
import type { Frame, LoadedModule, Runtime, Scope } from "./runtime.ts";

const noNames: ReadonlySet<string> = new Set();

export function newScope(rt: Runtime, parent: Scope | null, kind: Scope["kind"], names: Map<string, Value> = new Map()): Scope {
  return { names: rt.regions.own(names), parent, kind, globals: noNames, nonlocals: noNames };
}

export function moduleFrame(module: LoadedModule): Frame {
  return { scope: module.scope, module, prefix: "", yields: null, maybeReturns: [], owner: null, self: undefined };
}

/** Undefined when it is bound nowhere, builtins included. */
export function lookUp(rt: Runtime, frame: Frame, name: string): Value | undefined {
  const own = frame.scope.names.get(name);
  if (own !== undefined) return own;
  for (let scope = frame.scope.parent; scope; scope = scope.parent) {
    if (scope.kind === "class") continue;
    const value = scope.names.get(name);
    if (value !== undefined) return value;
  }
  return rt.builtins.get(name);
}

export function bind(rt: Runtime, frame: Frame, name: string, value: Value): void {
  rt.regions.setName(namesFor(frame, name), name, value);
}

export function unbind(rt: Runtime, frame: Frame, name: string): void {
  rt.regions.deleteName(namesFor(frame, name), name);
}

function namesFor(frame: Frame, name: string): Map<string, Value> {
  const { scope } = frame;
  if (scope.globals.has(name)) return frame.module.scope.names;
  if (scope.nonlocals.has(name)) {
    for (let outer = scope.parent; outer; outer = outer.parent) if (outer.kind === "function" && outer.names.has(name)) return outer.names;
  }
  return scope.names;
}
