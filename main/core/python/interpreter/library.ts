/** Names of libraries: the host's meaning first, then our natives of the standard library, else an ExternalRef. Asked once a name. */
import { standardLibrary } from "../stdlib/table.ts";
import type { Value } from "../values.ts";
import type { Runtime } from "./runtime.ts";

export interface Library {
  resolve(qualifiedName: string): Value;
  isKnown(name: string): boolean;
}

export function createLibrary(rt: Runtime): Library {
  const resolved = new Map<string, Value>();
  const natives = standardLibrary(rt);
  return {
    resolve(qualifiedName) {
      const known = resolved.get(qualifiedName);
      if (known) return known;
      const value = rt.host.resolve(qualifiedName) ?? natives.get(qualifiedName) ?? { type: "external", qualifiedName };
      resolved.set(qualifiedName, value);
      return value;
    },
    isKnown: (name) => rt.host.resolve(name) !== undefined || natives.has(name) || natives.modules.has(name),
  };
}
