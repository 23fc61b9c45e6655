/** A value as one readable line, the form that the expectations in cases/ are written in. Unknown shows its reason and candidates. */
import type { Value } from "../../../main/core/python/values.ts";
import { floatText, quote } from "../../../main/core/python/operations/text.ts";

export function describeValue(value: Value, depth = 0): string {
  if (depth > 8) return "...";
  const inner = (item: Value): string => describeValue(item, depth + 1);
  switch (value.type) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return value.value.toString();
    case "float":
      return floatText(value.value);
    case "str":
      return quote(value.value);
    case "bytes":
      return `b'${[...value.value].map((byte) => (byte < 32 || byte > 126 ? `\\x${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte))).join("")}'`;
    case "list":
      return `[${[...value.items.map(inner), ...openMark(value.open)].join(", ")}]`;
    case "tuple":
      return `(${[...value.items.map(inner), ...openMark(value.open)].join(", ")}${value.items.length === 1 && !value.open ? "," : ""})`;
    case "set":
      return `{${[...value.items.map(inner).toSorted(), ...openMark(value.open)].join(", ")}}`;
    case "dict":
      return `{${[...value.entries.map(([key, item]) => `${inner(key)}: ${inner(item)}`), ...openMark(value.open)].join(", ")}}`;
    case "function":
      return `<function ${value.qualifiedName}>`;
    case "class":
      return `<class ${value.name}>`;
    case "instance":
      return `<${value.class.name}${[...value.attributes].filter(([name]) => !name.startsWith("_")).map(([name, item]) => ` ${name}=${inner(item)}`).join("")}>`;
    case "module":
      return `<module ${value.name}>`;
    case "method":
      return `<method ${value.function.name}>`;
    case "native_function":
      return `<native ${value.className ?? value.name}>`;
    case "native":
      return `<${value.className}${value.toText?.() === undefined ? "" : ` ${value.toText()}`}>`;
    case "external":
      return `<external ${value.qualifiedName}>`;
    case "unknown":
      return `unknown: ${value.reason}${value.candidates ? ` | ${value.candidates.map(inner).join(" | ")}` : ""}`;
  }
}

function openMark(open: Value | undefined): string[] {
  return open ? [`...${describeValue(open, 7)}`] : [];
}
