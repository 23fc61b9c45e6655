/** `if` and `match`. Where the condition is not known every branch is evaluated from the same start, and the results are merged. */
import type { CaseNode, Expression, Statement } from "../syntax/nodes.ts";
import type { UnknownValue, Value } from "../values.ts";
import { matchPattern } from "./patterns.ts";
import type { Completion, Frame, Runtime } from "./runtime.ts";
import { bind } from "./scope.ts";
import { passOn, unknown } from "./unknowns.ts";

export function executeIf(rt: Runtime, statement: Statement & { kind: "if" }, frame: Frame): Completion | null {
  return fromBranch(rt, statement, 0, frame);
}

function fromBranch(rt: Runtime, statement: Statement & { kind: "if" }, index: number, frame: Frame): Completion | null {
  const branch = statement.branches[index];
  if (!branch) return rt.execute(statement.otherwise, frame);
  if (isTypeChecking(branch.test)) noteTypeOnlyNames(rt, branch.body, frame);
  const test = rt.evaluate(branch.test, frame);
  const truth = rt.isTruthy(test);
  if (truth === true) return rt.execute(branch.body, frame);
  if (truth === false) return fromBranch(rt, statement, index + 1, frame);
  const reason = test.type === "unknown" ? passOn(test) : unknown("depends on a condition that cannot be known", branch.test.span);
  return runUncertain(rt, reason, frame, [() => rt.execute(branch.body, frame), () => fromBranch(rt, statement, index + 1, frame)]);
}

/** Runs branches of which one runs in Python. A branch that ends in `raise` is taken not to run: the project is assumed to load. */
export function runUncertain(rt: Runtime, reason: UnknownValue, frame: Frame, branches: readonly (() => Completion | null)[]): Completion | null {
  const ends: (Completion | null)[] = [];
  rt.regions.runBranches(reason, branches.map((branch) => () => {
    const end = branch();
    if (end?.kind === "raise") return false;
    ends.push(end);
    return true;
  }));
  const [first] = ends;
  if (first === undefined) return { kind: "raise" };
  if (ends.length === 1) return first;
  if (ends.every((end) => end === null)) return null;
  if (ends.every((end) => end?.kind === "return")) {
    for (const end of ends.slice(0, -1)) if (end?.kind === "return") frame.maybeReturns.push(end.value);
    frame.maybeReason ??= reason;
    return ends.at(-1) ?? null;
  }
  let leaves: "iteration" | "loop" | "function" = "iteration";
  for (const end of ends) {
    if (end?.kind === "return") {
      frame.maybeReturns.push(end.value);
      frame.maybeReason ??= reason;
      leaves = "function";
    } else if ((end?.kind === "break" || (end?.kind === "partly" && end.leaves === "loop")) && leaves === "iteration") leaves = "loop";
    else if (end?.kind === "partly" && end.leaves === "function") leaves = "function";
  }
  return { kind: "partly", reason, leaves };
}

function isTypeChecking(test: Expression): boolean {
  return (test.kind === "name" && test.id === "TYPE_CHECKING") || (test.kind === "attribute" && test.name === "TYPE_CHECKING");
}

/** Imports under `if TYPE_CHECKING:` do not run, but annotations name them: they are resolved when an annotation asks. */
function noteTypeOnlyNames(rt: Runtime, body: readonly Statement[], frame: Frame): void {
  for (const statement of body) {
    if (statement.kind !== "import_from" && statement.kind !== "import") continue;
    for (const name of statement.names) {
      const path = "path" in name ? name.path : name.name;
      const bound = name.alias ?? path.split(".")[0] ?? path;
      frame.module.typeOnly.set(bound, () => {
        frame.module.typeOnly.delete(bound);
        const inner: Frame = { ...frame, scope: { ...frame.scope, names: new Map() } };
        rt.execute([{ ...statement, names: [name] } as Statement], inner);
        const value: Value = inner.scope.names.get(bound) ?? unknown(`uses ${bound}, which could not be imported`, statement.span);
        frame.module.typeOnly.set(bound, () => value);
        return value;
      });
    }
  }
}

export function executeMatch(rt: Runtime, statement: Statement & { kind: "match" }, frame: Frame): Completion | null {
  const subject = rt.evaluate(statement.subject, frame);
  return fromCase(rt, subject, statement.cases, 0, frame);
}

function fromCase(rt: Runtime, subject: Value, cases: readonly CaseNode[], index: number, frame: Frame): Completion | null {
  const branch = cases[index];
  if (!branch) return null;
  const captures = new Map<string, Value>();
  let matched = matchPattern(rt, branch.pattern, subject, frame, captures);
  const run = (): Completion | null => rt.execute(branch.body, frame);
  let reason: UnknownValue = subject.type === "unknown" ? passOn(subject) : unknown("depends on a pattern that cannot be known", subject.span);
  if (matched !== false) {
    for (const [name, value] of captures) bind(rt, frame, name, value);
    if (branch.guard) {
      const test = rt.evaluate(branch.guard, frame);
      const truth = rt.isTruthy(test);
      if (truth === false) matched = false;
      else if (truth === null) {
        matched = null;
        if (test.type === "unknown") reason = passOn(test);
      }
    }
  }
  if (matched === false) return fromCase(rt, subject, cases, index + 1, frame);
  if (matched === true) return run();
  return runUncertain(rt, reason, frame, [run, () => fromCase(rt, subject, cases, index + 1, frame)]);
}
