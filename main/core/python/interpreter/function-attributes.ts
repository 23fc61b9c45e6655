/** Attributes of functions: `__name__`, `__doc__`, and what was set on them. */
import { none, str, type FunctionValue, type Value } from "../values.ts";
import type { Runtime } from "./runtime.ts";

export function functionAttribute(rt: Runtime, value: FunctionValue, name: string): Value | undefined {
  const own = value.attributes.get(name);
  if (own) return own;
  switch (name) {
    case "__name__":
      return str(value.name);
    case "__qualname__":
      return str(value.qualifiedName);
    case "__module__":
      return str(value.module);
    case "__doc__":
      return value.docstring === null ? none : str(value.docstring);
    case "__call__":
      return value;
    case "__annotations__": {
      const entries = value.parameters.flatMap((parameter): [Value, Value][] => (parameter.annotation ? [[str(parameter.name), parameter.annotation()]] : []));
      if (value.returns) entries.push([str("return"), value.returns()]);
      return rt.regions.own<Value>({ type: "dict", entries });
    }
    case "__dict__":
      return { type: "dict", entries: [...value.attributes].map(([key, item]) => [str(key), item]) };
    default:
      return undefined;
  }
}
