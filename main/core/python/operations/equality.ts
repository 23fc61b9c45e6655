/**
 * Python's equality and hashing over known values. Unknown parts give null. Instances are equal when they are the same object, or
 * dataclasses with equal fields; project-defined `__eq__` is the interpreter's business.
 */
import type { InstanceValue, Value } from "../values.ts";

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identityOf(value: object): number {
  let id = identities.get(value);
  if (id === undefined) identities.set(value, (id = lastIdentity += 1));
  return id;
}

const deepestComparison = 100;

/** A member of `class X(str, Enum)` (or IntEnum, StrEnum) is its text or number wherever one is asked for; else the value itself. */
export function scalarOf(value: Value): Value {
  return value.type === "instance" ? (value.attributes.get("_scalar_") ?? value) : value;
}

/** Equality; null when it cannot be known. */
export function isEqual(first: Value, second: Value, depth = 0): boolean | null {
  const [a, b] = first.type === second.type ? [first, second] : [scalarOf(first), scalarOf(second)];
  if (a === b) return a.type !== "unknown" ? true : null;
  if (a.type === "unknown" || b.type === "unknown") return null;
  if (a.type === "external" || b.type === "external") return a.type === "external" && b.type === "external" && a.qualifiedName === b.qualifiedName ? true : null;
  if (depth > deepestComparison) return null;
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== undefined && right !== undefined) return typeof left === typeof right ? left === right : Number(left) === Number(right);
  switch (a.type) {
    case "none":
      return b.type === "none";
    case "str":
      return b.type === "str" && a.value === b.value;
    case "bytes":
      return b.type === "bytes" && a.value.length === b.value.length && a.value.every((byte, index) => byte === b.value[index]);
    case "list":
    case "tuple":
      return b.type === a.type ? sequencesEqual(a.items, b.items, Boolean(a.open ?? b.open), depth) : false;
    case "set":
      return b.type === "set" ? setsEqual(a.items, b.items, Boolean(a.open ?? b.open), depth) : false;
    case "dict":
      return b.type === "dict" ? dictsEqual(a.entries, b.entries, Boolean(a.open ?? b.open), depth) : false;
    case "native":
      return b.type === "native" ? a.identity !== undefined && a.identity === b.identity && a.className === b.className : false;
    case "instance":
      return b.type === "instance" ? instancesEqual(a, b, depth) : false;
    case "method":
      return b.type === "method" && a.self === b.self && a.function === b.function;
    case "native_function":
      return b.type === "native_function" && a.className !== undefined && a.className === b.className;
    default:
      return false;
  }
}

function numberOf(value: Value): bigint | number | undefined {
  if (value.type === "int" || value.type === "float") return value.value;
  return value.type === "bool" ? Number(value.value) : undefined;
}

function all(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

function sequencesEqual(a: readonly Value[], b: readonly Value[], isOpen: boolean, depth: number): boolean | null {
  if (isOpen) return null;
  if (a.length !== b.length) return false;
  return all(a.map((item, index) => isEqual(item, b[index] as Value, depth + 1)));
}

function setsEqual(a: readonly Value[], b: readonly Value[], isOpen: boolean, depth: number): boolean | null {
  if (isOpen) return null;
  return a.length === b.length && a.every((item) => b.some((other) => isEqual(item, other, depth + 1)));
}

function dictsEqual(a: readonly [Value, Value][], b: readonly [Value, Value][], isOpen: boolean, depth: number): boolean | null {
  if (isOpen) return null;
  if (a.length !== b.length) return false;
  return all(a.map(([key, value]) => {
    const other = b.find(([candidate]) => isEqual(candidate, key, depth + 1));
    return other ? isEqual(value, other[1], depth + 1) : key.type === "unknown" ? null : false;
  }));
}

function instancesEqual(a: InstanceValue, b: InstanceValue, depth: number): boolean | null {
  if (a.class !== b.class || !a.class.isDataclass) return false;
  return all([...a.attributes].map(([name, value]) => {
    const other = b.attributes.get(name);
    return other ? isEqual(value, other, depth + 1) : false;
  }));
}

/**
 * A text that is equal for equal keys of a dict or members of a set. Null for what cannot be hashed or is not known.
 */
export function keyOf(value: Value, depth = 0): string | null {
  if (depth > deepestComparison) return null;
  switch (value.type) {
    case "str":
      return `s${value.value}`;
    case "int":
      return `n${value.value}`;
    case "bool":
      return `n${Number(value.value)}`;
    case "float":
      return `n${value.value}`;
    case "none":
      return "none";
    case "bytes":
      return `b${value.value.join(",")}`;
    case "tuple":
      return value.open ? null : joinKeys("t", value.items, depth);
    case "set":
      if (!value.isFrozen || value.open) return null;
      return joinKeys("f", value.items, depth, true);
    case "native":
      return value.identity === undefined ? `o${identityOf(value)}` : `i${value.className}:${value.identity}`;
    case "native_function":
      return value.className === undefined ? `o${identityOf(value)}` : `c${value.className}`;
    case "external":
      return `e${value.qualifiedName}`;
    case "instance": {
      const scalar = value.attributes.get("_scalar_");
      if (scalar) return keyOf(scalar, depth + 1);
      if (value.class.isDataclass) {
        const key = joinKeys("d", [...value.attributes.values()], depth);
        return key === null ? null : `${identityOf(value.class)}${key}`;
      }
      return `o${identityOf(value)}`;
    }
    case "function":
    case "class":
    case "module":
    case "method":
      return `o${identityOf(value)}`;
    default:
      return null;
  }
}

function joinKeys(kind: string, items: readonly Value[], depth: number, isSorted = false): string | null {
  const keys: string[] = [];
  for (const item of items) {
    const key = keyOf(item, depth + 1);
    if (key === null) return null;
    keys.push(`${key.length}:${key}`);
  }
  return `${kind}(${(isSorted ? keys.toSorted() : keys).join(",")})`;
}
