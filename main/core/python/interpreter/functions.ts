/** Functions of the project: making them (decorators, defaults, lazy annotations), binding arguments, running bodies. */
import { none, type CallArgs, type FunctionValue, type Parameter, type UnknownValue, type Value } from "../values.ts";
import type { Expression, FunctionNode } from "../syntax/nodes.ts";
import { list, tuple } from "../make.ts";
import type { Frame, Runtime, Scope } from "./runtime.ts";
import { isStackOverflow, PythonRaise } from "./signals.ts";
import { unknown, withCandidates } from "./unknowns.ts";

const mostYields = 20_000;

export function makeFunction(rt: Runtime, node: FunctionNode, frame: Frame, owner: Frame["owner"]): FunctionValue {
  const defaults = node.parameters.map((parameter) => (parameter.default ? rt.evaluate(parameter.default, frame) : undefined));
  const closure = frame.scope;
  const value: FunctionValue = {
    type: "function",
    name: node.name,
    qualifiedName: frame.prefix + node.name,
    module: frame.module.value.name,
    parameters: node.parameters.map((parameter, index): Parameter => ({
      name: parameter.name,
      kind: parameter.kind,
      hasDefault: defaults[index] !== undefined,
      annotation: lazily(rt, parameter.annotation, frame),
      span: parameter.span,
    })),
    docstring: node.docstring,
    isAsync: node.isAsync,
    isGenerator: node.isGenerator,
    span: node.span,
    defLine: node.defLine,
    returns: lazily(rt, node.returns, frame),
    call: (args) => rt.guard(() => runFunction(rt, node, closure, frame, owner, value, defaults, args)),
    attributes: rt.regions.own(new Map()),
  };
  return value;
}

function lazily(rt: Runtime, annotation: Expression | null, frame: Frame): (() => Value) | undefined {
  return annotation ? () => evaluateAnnotation(rt, annotation, frame) : undefined;
}

/** An annotation, also when it is written as a string of one dotted name. */
export function evaluateAnnotation(rt: Runtime, annotation: Expression, frame: Frame): Value {
  const outer = rt.frame;
  const tryDepth = rt.tryDepth;
  rt.frame = frame;
  rt.tryDepth = 0;
  try {
    if (annotation.kind !== "constant" || annotation.value.type !== "str") return rt.evaluate(annotation, frame);
    const [first = "", ...rest] = annotation.value.value.replace(/\[.*$/s, "").trim().split(".");
    const { span } = annotation;
    const path = rest.reduce<Expression>((object, name) => ({ kind: "attribute", object, name, span }), { kind: "name", id: first, span });
    return rt.evaluate(path, frame);
  } finally {
    rt.frame = outer;
    rt.tryDepth = tryDepth;
  }
}

function runFunction(rt: Runtime, node: FunctionNode, closure: Scope, defined: Frame, owner: Frame["owner"], value: FunctionValue, defaults: readonly (Value | undefined)[], args: CallArgs): Value {
  if (!rt.enter(args.span)) return unknown("calls nest too deeply to be followed", args.span);
  const names = rt.regions.own(new Map<string, Value>());
  const failure = bindArguments(rt, node, defaults, args, names, value);
  const scope: Scope = { names, parent: closure, kind: "function", globals: node.globals, nonlocals: node.nonlocals };
  const frame: Frame = {
    scope,
    module: defined.module,
    prefix: `${value.qualifiedName}.<locals>.`,
    yields: node.isGenerator ? [] : null,
    maybeReturns: [],
    owner,
    self: args.positional[0],
  };
  const outer = rt.frame;
  rt.frame = frame;
  try {
    if (failure) return failure;
    const end = rt.execute(node.body, frame);
    if (frame.yields) return generated(rt, frame, frame.yields, end?.kind === "partly" ? end.reason : undefined, args);
    if (end?.kind === "raise") return unknown("raises an exception", args.span);
    const last = end?.kind === "return" ? end.value : none;
    if (frame.maybeReturns.length === 0) return last;
    return withCandidates(frame.maybeReason ?? unknown("depends on a condition that cannot be known", args.span), [...frame.maybeReturns, last]);
  } catch (error) {
    if (error instanceof PythonRaise && rt.tryDepth === 0) return unknown(error.message, error.span ?? args.span);
    if (isStackOverflow(error)) return rt.tooDeep(args.span);
    throw error;
  } finally {
    rt.frame = outer;
    rt.leave();
  }
}

function generated(rt: Runtime, frame: Frame, items: readonly Value[], open: UnknownValue | undefined, args: CallArgs): Value {
  const made = rt.regions.own(list(items.slice(0, mostYields), args.span));
  if (items.length > mostYields) made.open = unknown("yields too many items to be followed", args.span);
  else if (open ?? frame.maybeReturns.length > 0) made.open = open ?? unknown("may yield fewer items", args.span);
  return made;
}

/** Binds by Python's rules. Missing arguments are Unknown; what is too much is ignored. */
function bindArguments(rt: Runtime, node: FunctionNode, defaults: readonly (Value | undefined)[], args: CallArgs, names: Map<string, Value>, value: FunctionValue): Value | undefined {
  let position = 0;
  const used = new Set<string>();
  for (const [index, parameter] of node.parameters.entries()) {
    const { name, kind } = parameter;
    if (kind === "var_positional") {
      const rest = tuple(args.positional.slice(position), args.span);
      names.set(name, args.open ? { ...rest, open: args.open } : rest);
      position = args.positional.length;
      continue;
    }
    if (kind === "var_keyword") {
      const entries: [Value, Value][] = [];
      for (const [key, item] of args.named) if (!used.has(key)) entries.push([{ type: "str", value: key }, item]);
      names.set(name, rt.regions.own(args.open ? { type: "dict", entries, span: args.span, open: args.open } : { type: "dict", entries, span: args.span }));
      continue;
    }
    const positional = kind === "keyword_only" ? undefined : args.positional[position];
    if (positional) position += 1;
    const given = positional ?? (kind === "positional_only" ? undefined : args.named.get(name));
    if (kind !== "positional_only") used.add(name);
    const fallback = defaults[index];
    if (given) names.set(name, given);
    else if (args.open) names.set(name, withCandidates(unknown(args.open.reason, args.open.span), fallback ? [fallback] : []));
    else if (fallback) names.set(name, fallback);
    else if (rt.tryDepth > 0) return rt.fail("TypeError", `calls ${value.name} without its argument ${name}`, args.span);
    else names.set(name, unknown(`is called without the argument ${name} of ${value.name}`, args.span));
  }
  return undefined;
}
