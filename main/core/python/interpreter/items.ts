/** Subscripts and slices. A key that is not known gives an Unknown whose candidates are the values of the container, when few. */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import { dictGet } from "../dict.ts";
import { tuple } from "../make.ts";
import { scalarOf } from "../operations/equality.ts";
import { quote } from "../operations/text.ts";
import { none, type DictValue, str, type Value } from "../values.ts";
import { resolutionOrder } from "./class-facts.ts";
import type { Runtime } from "./runtime.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";

const mostChoices = 8;

export function getItem(rt: Runtime, object: Value, given: Value, span?: SourceSpan): Value {
  const key = given.type === "external" && (object.type === "list" || object.type === "tuple" || (object.type === "dict" && !dictGet(object, given)))
    ? unknown(`depends on ${given.qualifiedName}, which is not part of the project`, given.span ?? span)
    : scalarKey(object, given);
  switch (object.type) {
    case "unknown":
      return chooseFrom(rt, object, key, span);
    case "dict":
      return fromDict(rt, object, key, span);
    case "list":
    case "tuple":
      return fromSequence(rt, object.items, object.open, key, span);
    case "str": {
      if (key.type === "unknown") return passOn(key);
      const characters = [...object.value];
      const position = positionIn(key, characters.length);
      const character = position === null ? undefined : characters[position];
      return character === undefined ? rt.fail("IndexError", "takes a character that is not there", span) : str(character, span);
    }
    case "native": {
      const item = object.getItem?.(key, rt.context) ?? unknown(`takes an item of an object of ${object.className}`, span);
      // `os.environ["X"]`: its host does not see where the subscript stands.
      return item.type === "unknown" && !item.span && span ? { ...item, span } : item;
    }
    case "native_function":
      return object.getAttribute?.("__class_getitem__", rt.context) ? rt.context.call(rt.getAttribute(object, "__class_getitem__"), [key]) : object;
    case "external":
      return object;
    case "class":
      return itemOfClass(rt, object, key, span);
    case "instance": {
      const method = rt.findAttribute(object, "__getitem__");
      if (method && method.type !== "unknown") return rt.context.call(method, [key]);
      if (object.native?.getItem) return object.native.getItem(key, rt.context) ?? unknown(`takes an item of an object of ${object.class.name}`, span);
      const fields = object.attributes.get("_tuple");
      return fields ? getItem(rt, fields, key, span) : unknown(`takes an item of an object of ${object.class.name}`, span);
    }
    default:
      return rt.fail("TypeError", `takes an item of a value of type ${object.type}`, span);
  }
}

function scalarKey(object: Value, key: Value): Value {
  return object.type === "dict" ? key : scalarOf(key);
}

function itemOfClass(rt: Runtime, object: Value & { type: "class" }, key: Value, span?: SourceSpan): Value {
  if (!object.isEnum) {
    const method = resolutionOrder(object).map((owner) => owner.attributes.get("__class_getitem__")).find(Boolean);
    return method?.type === "function" ? rt.context.call(method, [object, key]) : object;
  }
  if (key.type === "unknown") return passOn(key);
  const member = key.type === "str" ? object.attributes.get(key.value) : undefined;
  return member ?? rt.fail("KeyError", `takes a member of ${object.name} that is not there`, span);
}

function chooseFrom(rt: Runtime, object: Value & { type: "unknown" }, key: Value, span?: SourceSpan): Value {
  const { candidates } = object;
  if (!candidates || candidates.length > 4 || key.type === "unknown") return object.args ? object : passOn(object);
  return withCandidates(passOn(object), candidates.map((candidate) => (candidate.type === "dict" ? (dictGet(candidate, key) ?? passOn(object)) : getItem(rt, candidate, key, span))));
}

function fromDict(rt: Runtime, dict: DictValue, key: Value, span?: SourceSpan): Value {
  if (key.type === "unknown") {
    const choices = dict.entries.length <= mostChoices ? dict.entries.map(([, value]) => value) : [];
    return withCandidates(passOn(key), choices);
  }
  const found = dictGet(dict, key);
  if (found) return found;
  const factory = defaultFactories.get(dict);
  if (factory) {
    const made = rt.context.call(factory, []);
    dict.entries.push([key, made]);
    return made;
  }
  if (dict.open) return passOn(dict.open);
  return rt.fail("KeyError", `takes the key ${key.type === "str" ? quote(key.value) : "of a dict"} that is not there`, span, key);
}

/** `collections.defaultdict`: what makes a missing value. */
export const defaultFactories = new WeakMap<DictValue, Value>();

function fromSequence(rt: Runtime, items: readonly Value[], open: Value | undefined, key: Value, span?: SourceSpan): Value {
  if (key.type === "unknown") return withCandidates(passOn(key), items.length <= mostChoices ? items : []);
  if (open?.type === "unknown" && (key.type !== "int" || key.value < 0n || Number(key.value) >= items.length)) return passOn(open);
  const position = positionIn(key, items.length);
  const item = position === null ? undefined : items[position];
  return item ?? rt.fail("IndexError", "takes an item that is not there", span);
}

function positionIn(key: Value, length: number): number | null {
  if (key.type !== "int" && key.type !== "bool") return null;
  const position = Number(key.value);
  return position < 0 ? position + length : position;
}

export function getSlice(rt: Runtime, object: Value, lower: Value, upper: Value, step: Value, span: SourceSpan): Value {
  if (object.type === "unknown") return passOn(object);
  for (const bound of [lower, upper, step]) if (bound.type === "unknown") return passOn(bound);
  if (object.type !== "str" && object.type !== "list" && object.type !== "tuple" && object.type !== "bytes") {
    return rt.getItem(object, tuple([lower, upper, step], span), span);
  }
  const source: readonly (string | Value | number)[] = object.type === "str" ? [...object.value] : object.type === "bytes" ? [...object.value] : object.items;
  rt.tick(source.length);
  const positions = slicePositions(source.length, lower, upper, step);
  if (positions === null) return rt.fail("ValueError", "slices in a way that is not understood", span);
  if (object.type === "str") return str(positions.map((position) => source[position]).join(""), span);
  if (object.type === "bytes") return { type: "bytes", value: Uint8Array.from(positions, (position) => object.value[position] ?? 0), span };
  const items = positions.map((position) => object.items[position] ?? none);
  const made: Value = object.open ? { type: object.type, items, open: object.open, span } : { type: object.type, items, span };
  return rt.regions.own(made);
}

function slicePositions(length: number, lower: Value, upper: Value, step: Value): number[] | null {
  const numbers = [lower, upper, step].map((bound) => (bound.type === "none" ? undefined : bound.type === "int" ? Number(bound.value) : null));
  if (numbers.includes(null)) return null;
  const [from, to, by = 1] = numbers as (number | undefined)[];
  if (by === 0) return null;
  const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value < 0 ? value + length : value, low), high);
  const start = by > 0 ? (from === undefined ? 0 : clamp(from, 0, length)) : from === undefined ? length - 1 : clamp(from, -1, length - 1);
  const end = by > 0 ? (to === undefined ? length : clamp(to, 0, length)) : to === undefined ? -1 : clamp(to, -1, length - 1);
  const positions: number[] = [];
  for (let position = start; by > 0 ? position < end : position > end; position += by) positions.push(position);
  return positions;
}
