/** Runs statements in order, and the simple ones among them. Loops, conditions, exceptions and imports: files of their own. */
import { operate } from "./operators.ts";
import type { Expression, Statement } from "../syntax/nodes.ts";
import { none, type FunctionValue, type UnknownValue, type Value } from "../values.ts";
import { assign, assignItem, deleteTarget } from "./assign.ts";
import { makeClass } from "./classes.ts";
import { executeIf, executeMatch } from "./conditions.ts";
import { addItems, addMember, noteChange, setEntry } from "./containers.ts";
import { executeTry, executeWith, raiseFrom } from "./exceptions.ts";
import { executeImport, executeImportFrom } from "./imports.ts";
import { executeFor, executeWhile } from "./loops.ts";
import type { Completion, Frame, Runtime } from "./runtime.ts";
import { bind } from "./scope.ts";
import { unknown } from "./unknowns.ts";

/** `Evaluator.execute`. After a statement that may have left the body, the rest of it may not run. */
export function executeBody(rt: Runtime, body: readonly Statement[], frame: Frame, from = 0): Completion | null {
  for (let index = from; index < body.length; index += 1) {
    const statement = body[index];
    if (!statement) continue;
    rt.tick(1);
    const end = executeStatement(rt, statement, frame);
    if (!end) continue;
    if (end.kind !== "partly" || index + 1 >= body.length) return end;
    return executeRest(rt, body, frame, index + 1, end);
  }
  return null;
}

function executeRest(rt: Runtime, body: readonly Statement[], frame: Frame, from: number, cause: Completion & { kind: "partly" }): Completion | null {
  let end: Completion | null = null;
  rt.regions.runBranches(cause.reason, [
    () => {
      end = executeBody(rt, body, frame, from);
      return true;
    },
    () => true,
  ]);
  const rest = end as Completion | null;
  if (rest === null) return cause;
  // The rest leaves too: for certain of what follows, unless only this iteration or loop was left before.
  if (rest.kind === "return" || rest.kind === "raise") return cause.leaves === "function" ? rest : leaveMaybe(frame, cause.reason, rest);
  return rest.kind === "partly" ? rest : { kind: "partly", reason: cause.reason, leaves: rest.kind === "continue" ? cause.leaves : "loop" };
}

function leaveMaybe(frame: Frame, reason: UnknownValue, rest: Completion): Completion {
  if (rest.kind === "return") frame.maybeReturns.push(rest.value);
  frame.maybeReason ??= reason;
  return { kind: "partly", reason, leaves: "function" };
}

function executeStatement(rt: Runtime, statement: Statement, frame: Frame): Completion | null {
  switch (statement.kind) {
    case "expression":
      rt.evaluate(statement.value, frame);
      return null;
    case "assign": {
      const value = rt.evaluate(statement.value, frame);
      for (const target of statement.targets) assign(rt, target, value, frame);
      return null;
    }
    case "annotated":
      if (statement.value) assign(rt, statement.target, rt.evaluate(statement.value, frame), frame);
      return null;
    case "augmented":
      augment(rt, statement, frame);
      return null;
    case "return":
      return { kind: "return", value: statement.value ? rt.evaluate(statement.value, frame) : none };
    case "raise":
      return raiseFrom(rt, statement, frame);
    case "delete":
      for (const target of statement.targets) deleteTarget(rt, target, frame);
      return null;
    case "pass":
      return null;
    case "break":
    case "continue":
      return { kind: statement.kind };
    case "assert":
      rt.evaluate(statement.test, frame);
      return null;
    case "import":
      executeImport(rt, statement, frame);
      return null;
    case "import_from":
      executeImportFrom(rt, statement, frame);
      return null;
    case "if":
      return executeIf(rt, statement, frame);
    case "match":
      return executeMatch(rt, statement, frame);
    case "for":
      return executeFor(rt, statement, frame);
    case "while":
      return executeWhile(rt, statement, frame);
    case "try":
      return executeTry(rt, statement, frame);
    case "with":
      return executeWith(rt, statement, frame);
    case "function": {
      const made = rt.makeFunction(statement.function, frame, frame.owner);
      bind(rt, frame, statement.function.name, decorate(rt, made, statement.function.decorators, frame));
      return null;
    }
    case "class": {
      const made = makeClass(rt, statement, frame);
      bind(rt, frame, statement.name, decorate(rt, made, statement.decorators, frame));
      return null;
    }
  }
}

/** Applies decorators from the inside out. One that is not known is seen through: the target stays what it was. */
function decorate(rt: Runtime, target: Value, decorators: readonly Expression[], frame: Frame): Value {
  if (decorators.length === 0) return target;
  const callables = decorators.map((decorator) => ({ value: rt.evaluate(decorator, frame), span: decorator.span }));
  let current = target;
  for (const { value, span } of callables.toReversed()) {
    if (value.type === "unknown" || value.type === "external") {
      current = seeThrough(current, value.type === "external" ? value.qualifiedName : "");
      continue;
    }
    const args = { positional: [current], named: new Map<string, Value>(), span, spans: new Map([["0", span]]) };
    const made = rt.call(value, args);
    const isLost = made.type === "unknown" && !made.candidates?.some((candidate) => candidate.type === "native" || candidate.type === "function" || candidate.type === "instance");
    current = isLost ? seeThrough(current, "") : made;
  }
  return current;
}

function seeThrough(value: Value, decorator: string): Value {
  if (value.type !== "function") return value;
  const made: FunctionValue = { ...value, decorators: [...(value.decorators ?? []), decorator] };
  return made;
}

function augment(rt: Runtime, statement: Statement & { kind: "augmented" }, frame: Frame): void {
  const { target, operator, span } = statement;
  if (target.kind === "subscript") {
    const object = rt.evaluate(target.object, frame);
    const key = rt.evaluate(target.index, frame);
    const value = rt.evaluate(statement.value, frame);
    const old = rt.getItem(object, key, target.span);
    if (!extendInPlace(rt, operator, old, value)) assignItem(rt, object, key, operate(rt, operator, old, value, span));
    return;
  }
  if (target.kind === "attribute") {
    const object = rt.evaluate(target.object, frame);
    const value = rt.evaluate(statement.value, frame);
    const old = rt.getAttribute(object, target.name, target.span);
    if (!extendInPlace(rt, operator, old, value)) rt.setAttribute(object, target.name, operate(rt, operator, old, value, span));
    return;
  }
  const old = rt.evaluate(target, frame);
  const value = rt.evaluate(statement.value, frame);
  if (!extendInPlace(rt, operator, old, value)) assign(rt, target, operate(rt, operator, old, value, span), frame);
}

/** `list += items`, `set |= items`, `dict |= entries` change the object itself. */
function extendInPlace(rt: Runtime, operator: string, old: Value, value: Value): boolean {
  if (old.type === "list" && operator === "+") {
    const { items, open } = rt.iterate(value);
    addItems(rt, old, items);
    if (open) old.open ??= value.type === "unknown" && value.args ? value : open;
    return true;
  }
  if (old.type === "set" && !old.isFrozen && operator === "|" && value.type === "set") {
    for (const item of value.items) addMember(rt, old, item);
    if (value.open) old.open ??= value.open;
    return true;
  }
  if (old.type === "dict" && operator === "|") {
    if (value.type === "dict") for (const [key, item] of value.entries) setEntry(rt, old, key, item);
    else {
      noteChange(rt, old);
      old.open ??= value.type === "unknown" ? value : unknown("is merged with what is not a known dict", value.span);
    }
    return true;
  }
  return false;
}

