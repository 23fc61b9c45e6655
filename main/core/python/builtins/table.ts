/** Every name that Python provides without an import. */
import { bool } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { none, type Value } from "../values.ts";
import { openBuiltin } from "../stdlib/open.ts";
import { exceptionClasses } from "./exceptions.ts";
import { functionNatives } from "./functions.ts";
import { introspectionNatives } from "./introspection.ts";
import { typeNatives } from "./types.ts";

export function makeBuiltins(rt: Runtime): Map<string, Value> {
  return new Map<string, Value>([
    ...exceptionClasses(),
    ...functionNatives(rt),
    ...introspectionNatives(rt),
    ...typeNatives(rt),
    ["Ellipsis", { type: "native", className: "ellipsis", data: null, identity: "..." }],
    ["NotImplemented", { type: "native", className: "NotImplementedType", data: null, identity: "NotImplemented" }],
    ["open", openBuiltin(rt)],
    ["__debug__", bool(true)],
    ["__builtins__", none],
  ]);
}
