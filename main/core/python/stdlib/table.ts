/** The natives of the standard library by qualified name ("os.path.join"), gathered from the files beside this one. */
import type { Runtime } from "../interpreter/runtime.ts";
import type { Value } from "../values.ts";

export interface StandardLibrary {
  get(qualifiedName: string): Value | undefined;
  has(qualifiedName: string): boolean;
  /** First parts of the names. */
  readonly modules: ReadonlySet<string>;
}

export function standardLibrary(_rt: Runtime): StandardLibrary {
  const table = new Map<string, Value>();
  return { get: (name) => table.get(name), has: (name) => table.has(name), modules: new Set([...table.keys()].map((name) => name.split(".")[0] ?? name)) };
}
