/** Assignment to every kind of target, with unpacking, and `del`. */
import { dictDelete } from "../dict.ts";
import type { Expression } from "../syntax/nodes.ts";
import type { UnknownValue, Value } from "../values.ts";
import { noteChange, setEntry, setItem } from "./containers.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { bind, unbind } from "./scope.ts";
import { passOn, unknown } from "./unknowns.ts";

export function assign(rt: Runtime, target: Expression, value: Value, frame: Frame): void {
  switch (target.kind) {
    case "name":
      bind(rt, frame, target.id, value);
      return;
    case "attribute":
      rt.setAttribute(rt.evaluate(target.object, frame), target.name, value);
      return;
    case "subscript":
      if (target.index.kind === "slice") {
        assignSlice(rt, rt.evaluate(target.object, frame), target.index, value, frame);
        return;
      }
      assignItem(rt, rt.evaluate(target.object, frame), rt.evaluate(target.index, frame), value);
      return;
    case "tuple":
    case "list":
      unpack(rt, target.items, value, frame);
      return;
    case "starred":
      assign(rt, target.value, value, frame);
      return;
    default:
  }
}

/** `items[1:3] = [...]`, without a step. */
function assignSlice(rt: Runtime, object: Value, slice: Expression & { kind: "slice" }, value: Value, frame: Frame): void {
  if (object.type !== "list") return;
  const bound = (node: Expression | null, otherwise: number): number | null => {
    const given = node ? rt.evaluate(node, frame) : undefined;
    if (!given || given.type === "none") return otherwise;
    if (given.type !== "int") return null;
    const position = Number(given.value);
    return Math.min(object.items.length, Math.max(0, position < 0 ? position + object.items.length : position));
  };
  const from = bound(slice.lower, 0);
  const to = bound(slice.upper, object.items.length);
  const { items, open } = rt.iterate(value);
  if (from === null || to === null || slice.step || !noteChange(rt, object)) object.open ??= unknown("is changed in a way that is not followed", slice.span);
  else object.items.splice(from, Math.max(0, to - from), ...items);
  if (open) object.open ??= open;
}

export function assignItem(rt: Runtime, object: Value, key: Value, value: Value): void {
  if (object.type === "dict") setEntry(rt, object, key, value);
  else if (object.type === "list" && key.type === "int") {
    const position = Number(key.value) < 0 ? Number(key.value) + object.items.length : Number(key.value);
    if (position >= 0 && position < object.items.length) setItem(rt, object, position, value);
    else rt.fail("IndexError", "assigns beyond the end of a list");
  } else if (object.type === "list") object.open ??= key.type === "unknown" ? key : unknown("is changed in a way that is not followed", value.span);
  else if (object.type === "instance") {
    const method = rt.findAttribute(object, "__setitem__");
    if (method && method.type !== "unknown") rt.context.call(method, [key, value]);
  }
}

function unpack(rt: Runtime, targets: readonly Expression[], value: Value, frame: Frame): void {
  const { items, open } = rt.iterate(value);
  const star = targets.findIndex((target) => target.kind === "starred");
  const cause: UnknownValue | undefined = open ? passOn(open) : undefined;
  if (star < 0) {
    const missing = cause ?? (items.length === targets.length ? undefined : rt.fail("ValueError", "unpacks another number of values than there are", value.span));
    for (const [index, target] of targets.entries()) assign(rt, target, items[index] ?? missing ?? unknown("is missing"), frame);
    return;
  }
  const after = targets.length - star - 1;
  for (const [index, target] of targets.entries()) {
    if (index < star) assign(rt, target, items[index] ?? cause ?? unknown("is missing", value.span), frame);
    else if (index > star) assign(rt, target, cause ?? items[items.length - (targets.length - index)] ?? unknown("is missing", value.span), frame);
    else {
      const middle = items.slice(star, Math.max(star, items.length - after));
      const rest: Value = cause ? { type: "list", items: middle, open: cause } : { type: "list", items: middle };
      assign(rt, target, rt.regions.own(rest), frame);
    }
  }
}

export function deleteTarget(rt: Runtime, target: Expression, frame: Frame): void {
  if (target.kind === "name") unbind(rt, frame, target.id);
  else if (target.kind === "tuple" || target.kind === "list") for (const item of target.items) deleteTarget(rt, item, frame);
  else if (target.kind === "attribute") {
    const object = rt.evaluate(target.object, frame);
    if (object.type === "instance" || object.type === "class") rt.regions.deleteName(object.attributes, target.name);
  } else if (target.kind === "subscript") {
    const object = rt.evaluate(target.object, frame);
    const key = rt.evaluate(target.index, frame);
    if (object.type === "dict" && key.type === "unknown") object.open ??= key;
    else if (object.type === "dict") {
      if (noteChange(rt, object) && !dictDelete(object, key) && !object.open) rt.fail("KeyError", "deletes a key that is not there", target.span);
    } else if (object.type === "list" && key.type === "int" && noteChange(rt, object)) {
      const position = Number(key.value) < 0 ? Number(key.value) + object.items.length : Number(key.value);
      object.items.splice(position, 1);
    }
  }
}
