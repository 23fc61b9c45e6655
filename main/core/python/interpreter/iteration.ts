/** What a value holds when Python iterates over it. */
import { none, str, type Value } from "../values.ts";
import { enumMembers } from "./class-facts.ts";
import type { Iteration, Runtime } from "./runtime.ts";
import { PythonRaise } from "./signals.ts";
import { unknown } from "./unknowns.ts";

export function iterate(rt: Runtime, value: Value): Iteration {
  switch (value.type) {
    case "list":
    case "tuple":
    case "set":
      return value.open ? { items: [...value.items], open: value.open } : { items: [...value.items] };
    case "dict":
      return value.open ? { items: value.entries.map(([key]) => key), open: value.open } : { items: value.entries.map(([key]) => key) };
    case "str":
      rt.tick(value.value.length);
      return { items: [...value.value].map((character) => str(character, value.span)) };
    case "bytes":
      return { items: [...value.value].map((byte): Value => ({ type: "int", value: BigInt(byte) })) };
    case "class":
      return value.isEnum ? { items: enumMembers(value) } : { items: [], open: unknown(`iterates over the class ${value.name}`, value.span) };
    case "native": {
      const items = value.iterate?.(rt.context);
      if (Array.isArray(items)) return { items };
      return { items: [], open: items ?? unknown(`iterates over an object of ${value.className}`, value.span) };
    }
    case "instance":
      return iterateInstance(rt, value);
    case "unknown":
      return { items: [], open: value };
    case "external":
      return { items: [], open: unknown(`iterates over ${value.qualifiedName}, which is not part of the project`, value.span) };
    default:
      return { items: [], open: rt.fail("TypeError", `iterates over a value of type ${value.type}`, value.span) };
  }
}

/** Items of an iterator of the project, until it raises StopIteration. */
function drain(rt: Runtime, next: Value): Iteration {
  const items: Value[] = [];
  rt.tryDepth += 1;
  try {
    while (items.length < mostDrained) {
      const item = rt.context.call(next, []);
      if (item.type === "unknown" && !item.candidates) return { items, open: item };
      items.push(item);
    }
  } catch (error) {
    if (error instanceof PythonRaise && error.className === "StopIteration") return { items };
    throw error;
  } finally {
    rt.tryDepth -= 1;
  }
  return { items, open: unknown("holds too many items to be followed") };
}

const mostDrained = 10_000;

function iterateInstance(rt: Runtime, value: Value & { type: "instance" }): Iteration {
  const method = rt.findAttribute(value, "__iter__");
  if (method && method.type !== "unknown") {
    const made = rt.context.call(method, []);
    if (made !== value && made.type !== "instance") return iterate(rt, made);
  }
  const next = method ? rt.findAttribute(value, "__next__") : undefined;
  if (next && next.type !== "unknown") return drain(rt, next);
  const fields = value.attributes.get("_tuple") ?? value.attributes.get("_scalar_");
  if (fields) return iterate(rt, fields);
  if (value.native?.iterate) return iterate(rt, value.native);
  const length = rt.findAttribute(value, "__getitem__") ? rt.findAttribute(value, "__len__") : undefined;
  if (length) {
    const count = rt.context.call(length, []);
    if (count.type === "int" && count.value < 10_000n) {
      return { items: Array.from({ length: Number(count.value) }, (_item, index) => rt.getItem(value, { type: "int", value: BigInt(index) })) };
    }
  }
  return { items: [], open: unknown(`iterates over an object of ${value.class.name}`, value.span ?? none.span) };
}
