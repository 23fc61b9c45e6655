/** Python's truth of values that need no project code to tell. */
import type { Value } from "../values.ts";

/** Null when it cannot be known here (an Unknown, a library's object, an instance that may define `__bool__`). */
export function truthOf(value: Value): boolean | null {
  switch (value.type) {
    case "none":
      return false;
    case "bool":
      return value.value;
    case "int":
      return value.value !== 0n;
    case "float":
      return value.value !== 0;
    case "str":
    case "bytes":
      return value.value.length > 0;
    case "list":
    case "tuple":
    case "set":
      return value.items.length > 0 ? true : value.open ? null : false;
    case "dict":
      return value.entries.length > 0 ? true : value.open ? null : false;
    case "unknown":
    case "external":
    case "instance":
      return null;
    default:
      return true;
  }
}
