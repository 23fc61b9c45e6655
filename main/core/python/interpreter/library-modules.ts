/** Which names of libraries are certainly modules: those that `import name` bound. A module is no instance of any class, and true. */
import type { Value } from "../values.ts";

const modules = new WeakSet<Value>();

export function noteLibraryModule(value: Value): void {
  if (value.type === "external") modules.add(value);
}

export function isLibraryModule(value: Value): boolean {
  return modules.has(value);
}
