/** Comprehensions and generator expressions. A generator is a list: nothing here is lazy. */
import type { ComprehensionNode } from "../syntax/nodes.ts";
import type { DictValue, ListValue, SetValue, UnknownValue, Value } from "../values.ts";
import { addItems, addMember, setEntry } from "./containers.ts";
import { assign } from "./assign.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { newScope } from "./scope.ts";
import { unknown, withCandidates } from "./unknowns.ts";

export function evaluateComprehension(rt: Runtime, node: ComprehensionNode, frame: Frame): Value {
  const inner: Frame = { ...frame, around: frame.around ?? frame, scope: newScope(rt, frame.scope, "function") };
  const result: ListValue | SetValue | DictValue = rt.regions.own(
    node.form === "dict" ? { type: "dict", entries: [], span: node.span }
    : node.form === "set" ? { type: "set", items: [], isFrozen: false, span: node.span }
    : { type: "list", items: [], span: node.span },
  );
  const emit = (): void => {
    if (result.type === "dict") setEntry(rt, result, node.key ? rt.evaluate(node.key, inner) : unknown("has no key"), rt.evaluate(node.element, inner));
    else if (result.type === "set") addMember(rt, result, rt.evaluate(node.element, inner));
    else addItems(rt, result, [rt.evaluate(node.element, inner)]);
  };
  /** What an item would be, where the items are not known. */
  const sample = (cause: UnknownValue): void => {
    let candidate: Value | undefined;
    rt.regions.runBranches(cause, [() => ((candidate = rt.evaluate(node.element, inner)), true), () => true]);
    const open = withCandidates(unknown(cause.reason, cause.span), [...(result.open?.candidates ?? []), ...(candidate ? [candidate] : [])]);
    result.open = open;
  };
  runClauses(rt, node, 0, inner, null, emit, sample, frame);
  return result;
}

function runClauses(rt: Runtime, node: ComprehensionNode, index: number, frame: Frame, uncertain: UnknownValue | null, emit: () => void, sample: (cause: UnknownValue) => void, first: Frame = frame): void {
  const clause = node.clauses[index];
  if (!clause) {
    if (uncertain) sample(uncertain);
    else emit();
    return;
  }
  if (clause.kind === "if") {
    const test = rt.evaluate(clause.test, frame);
    const truth = rt.isTruthy(test);
    if (truth === false) return;
    const cause = truth === null ? (test.type === "unknown" ? test : unknown("depends on a condition that cannot be known", clause.test.span)) : null;
    runClauses(rt, node, index + 1, frame, uncertain ?? cause, emit, sample);
    return;
  }
  const { items, open } = rt.iterate(rt.evaluate(clause.iterable, first));
  for (const item of items) {
    rt.tick(1);
    assign(rt, clause.target, item, frame);
    runClauses(rt, node, index + 1, frame, uncertain, emit, sample);
  }
  if (!open) return;
  assign(rt, clause.target, withCandidates(unknown(open.reason, open.span), open.candidates ?? []), frame);
  runClauses(rt, node, index + 1, frame, uncertain ?? open, emit, sample);
}
