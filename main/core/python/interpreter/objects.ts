/** Truth, equality and text of values whose class is the project's: `__bool__`, `__eq__`, `__str__`, enums, dataclasses. */
import { isEqual, scalarOf } from "../operations/equality.ts";
import { formatValue } from "../operations/format.ts";
import { quote, toRepr, toText } from "../operations/text.ts";
import { truthOf } from "../operations/truth.ts";
import { type InstanceValue, str, type Value } from "../values.ts";
import { allFields, factsOf } from "./class-facts.ts";
import { isLibraryModule } from "./library-modules.ts";
import type { Runtime } from "./runtime.ts";

export function objectTruth(rt: Runtime, value: Value): boolean | null {
  if (value.type !== "instance") {
    if (value.type !== "native") return isLibraryModule(value) ? true : truthOf(value);
    const method = value.getAttribute?.("__bool__", rt.context);
    if (!method) return truthOf(value);
    const made = rt.context.call(method, []);
    return made.type === "bool" ? made.value : null;
  }
  for (const name of ["__bool__", "__len__"]) {
    const method = rt.findAttribute(value, name);
    if (!method) continue;
    return method.type === "unknown" ? null : rt.isTruthy(rt.context.call(method, []));
  }
  const inner = value.class.isEnum && hasValueBase(value) ? value.attributes.get("_value_") : undefined;
  return inner ? truthOf(inner) : true;
}

export function objectsEqual(rt: Runtime, a: Value, b: Value): boolean | null {
  if (a === b && a.type !== "unknown") return true;
  for (const [value, other] of [[a, b], [b, a]] as const) {
    if (value.type !== "instance") continue;
    const inner = value.class.isEnum && hasValueBase(value) ? value.attributes.get("_value_") : undefined;
    if (inner && other.type !== "instance") return isEqual(inner, other);
    const method = rt.findAttribute(value, "__eq__");
    if (method && method.type !== "unknown") return rt.isTruthy(rt.context.call(method, [other]));
    const fields = value.attributes.get("_tuple");
    if (fields) return isEqual(fields, other.type === "instance" ? (other.attributes.get("_tuple") ?? other) : other);
  }
  return isEqual(a, b);
}

function hasValueBase(value: InstanceValue): boolean {
  return (factsOf(value.class)?.libraryBases ?? []).some((base) => base.type === "native_function" && ["str", "int", "float", "enum.StrEnum", "enum.IntEnum"].includes(base.className ?? ""));
}

export function objectText(rt: Runtime, value: Value): string | null {
  if (value.type === "instance") {
    const special = bySpecial(rt, value, "__str__");
    if (special !== undefined) return special;
    const inner = value.attributes.get("_value_");
    if (value.class.isEnum && inner && isTextEnum(value)) return toText(inner);
    const scalar = scalarOf(value);
    if (!value.class.isEnum && scalar !== value) return toText(scalar);
    return objectRepr(rt, value, "__str__");
  }
  return value.type === "str" ? value.value : value.type === "native" ? toText(value) : objectRepr(rt, value);
}

/** Python prints a member of `StrEnum` (and `IntEnum`) as its value, one of `(str, Enum)` by its name. */
function isTextEnum(value: InstanceValue): boolean {
  return (factsOf(value.class)?.libraryBases ?? []).some((base) => base.type === "native_function" && (base.className === "enum.StrEnum" || base.className === "enum.IntEnum"));
}

function bySpecial(rt: Runtime, value: InstanceValue, name: string): string | null | undefined {
  const method = rt.findAttribute(value, name);
  if (!method) return undefined;
  const made = rt.context.call(method, []);
  return made.type === "str" ? made.value : null;
}

export function objectRepr(rt: Runtime, value: Value, asked = "__repr__", depth = 0): string | null {
  if (depth > 40) return null;
  if (value.type === "instance") return instanceRepr(rt, value, asked, depth);
  if ((value.type === "list" || value.type === "tuple") && !value.open && value.items.some((item) => item.type === "instance" || "items" in item)) {
    const texts = value.items.map((item) => objectRepr(rt, item, "__repr__", depth + 1));
    if (texts.includes(null)) return null;
    return value.type === "list" ? `[${texts.join(", ")}]` : texts.length === 1 ? `(${texts[0]},)` : `(${texts.join(", ")})`;
  }
  return toRepr(value);
}

function instanceRepr(rt: Runtime, value: InstanceValue, asked: string, depth: number): string | null {
  const special = bySpecial(rt, value, "__repr__");
  if (special !== undefined) return special;
  if (value.class.isEnum) {
    const name = value.attributes.get("_name_");
    const inner = value.attributes.get("_value_");
    const label = `${value.class.name}.${name?.type === "str" ? name.value : ""}`;
    if (asked === "__str__") return label;
    const text = inner ? (inner.type === "str" ? quote(inner.value) : toRepr(inner)) : null;
    return text === null ? null : `<${label}: ${text}>`;
  }
  if (!value.class.isDataclass && !value.attributes.has("_tuple")) return null;
  const fields: string[] = [];
  for (const field of allFields(value.class)) {
    const item = value.attributes.get(field.name);
    const text = item ? objectRepr(rt, item, "__repr__", depth + 1) : null;
    if (text === null) return null;
    fields.push(`${field.name}=${text}`);
  }
  return `${factsOf(value.class)?.qualifiedName ?? value.class.name}(${fields.join(", ")})`;
}

/** `format(value, spec)`, with `__format__` of objects; null when it is not known. */
export function formatObject(rt: Runtime, value: Value, spec: string): string | null {
  const direct = formatValue(scalarOf(value), spec);
  if (direct !== null) return direct;
  const format = rt.findAttribute(value, "__format__");
  if (!format) return null;
  const made = rt.context.call(format, [str(spec)]);
  return made.type === "str" ? made.value : null;
}
