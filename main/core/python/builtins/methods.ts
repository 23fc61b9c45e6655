/** Methods of Python's own types: one table a type, bound when an attribute asks. */
import { float, int, native } from "../make.ts";
import type { CallArgs, Value } from "../values.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { dictMethods } from "./dict-methods.ts";
import { listMethods } from "./list-methods.ts";
import { setMethods } from "./set-methods.ts";
import { strMethods } from "./str-methods.ts";

export function methodOf(rt: Runtime, value: Value, name: string): Value | undefined {
  switch (value.type) {
    case "str":
      return bindMethod(strMethods, rt, value, name);
    case "list":
      return bindMethod(listMethods, rt, value, name);
    case "tuple":
      if (name === "count" || name === "index") return bindMethod(listMethods, rt, { type: "list", items: [...value.items] }, name);
      return undefined;
    case "dict":
      return bindMethod(dictMethods, rt, value, name);
    case "set":
      return bindMethod(setMethods, rt, value, name);
    case "int":
    case "bool":
      if (name === "bit_length") return native(name, () => int(BigInt(Number(value.value).toString(2).replace("-", "").length)));
      if (name === "real" || name === "numerator") return value;
      return undefined;
    case "float":
      if (name === "is_integer") return native(name, () => ({ type: "bool", value: Number.isInteger(value.value) }));
      return name === "real" ? float(value.value) : undefined;
    case "bytes":
      if (name === "decode") return native(name, () => ({ type: "str", value: new TextDecoder().decode(value.value) }));
      return undefined;
    default:
      return undefined;
  }
}

type Table<T> = Readonly<Record<string, (rt: Runtime, self: T, args: CallArgs) => Value>>;

function bindMethod<T extends Value>(table: Table<T>, rt: Runtime, self: T, name: string): Value | undefined {
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!method) return undefined;
  return native(name, (args) => {
    rt.tick(1);
    return method(rt, self, args);
  });
}
