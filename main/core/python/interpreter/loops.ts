/** `for` and `while`. A loop over what is not known runs its body once, as code that may not run. */
import type { Statement } from "../syntax/nodes.ts";
import type { UnknownValue } from "../values.ts";
import { assign } from "./assign.ts";
import type { Completion, Frame, Runtime } from "./runtime.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";

const mostRounds = 10_000;

export function executeFor(rt: Runtime, statement: Statement & { kind: "for" }, frame: Frame): Completion | null {
  const iterable = rt.evaluate(statement.iterable, frame);
  const { items, open } = rt.iterate(iterable);
  const loop = new Loop(rt, statement.body, frame);
  for (const item of items) {
    rt.tick(1);
    const end = loop.round(() => assign(rt, statement.target, item, frame));
    if (end) return end.kind === "break" ? null : end;
  }
  if (open) {
    loop.maybeRound(passOn(open), () => assign(rt, statement.target, withCandidates(passOn(open), open.candidates ?? []), frame));
  }
  return loop.end(() => rt.execute(statement.otherwise, frame));
}

export function executeWhile(rt: Runtime, statement: Statement & { kind: "while" }, frame: Frame): Completion | null {
  const loop = new Loop(rt, statement.body, frame);
  for (let round = 0; ; round += 1) {
    rt.tick(1);
    const test = rt.evaluate(statement.test, frame);
    const truth = rt.isTruthy(test);
    if (truth === false) break;
    if (truth === null) {
      loop.maybeRound(test.type === "unknown" ? passOn(test) : unknown("depends on a condition that cannot be known", statement.test.span), () => {});
      break;
    }
    if (round >= mostRounds) {
      const cause = unknown("loops too often to be followed", statement.span);
      rt.report({ severity: "warning", code: "python.budget", message: `A loop was left after ${mostRounds} rounds`, at: statement.span });
      return { kind: "partly", reason: cause, leaves: "iteration" };
    }
    const end = loop.round(() => {});
    if (end) return end.kind === "break" ? null : end;
    if (loop.uncertain && loop.uncertain.leaves !== "iteration") break;
  }
  return loop.end(() => rt.execute(statement.otherwise, frame));
}

/** Rounds of one loop, and whether one of them may have left it. */
class Loop {
  uncertain: (Completion & { kind: "partly" }) | null = null;
  private readonly rt: Runtime;
  private readonly body: readonly Statement[];
  private readonly frame: Frame;

  constructor(rt: Runtime, body: readonly Statement[], frame: Frame) {
    this.rt = rt;
    this.body = body;
    this.frame = frame;
  }

  /** Null: the next round follows. */
  round(begin: () => void): Completion | null {
    if (this.uncertain && this.uncertain.leaves !== "iteration") {
      this.maybeRound(this.uncertain.reason, begin);
      return null;
    }
    begin();
    const end = this.rt.execute(this.body, this.frame);
    if (end?.kind === "partly") this.uncertain = stronger(this.uncertain, end);
    return end && (end.kind === "return" || end.kind === "raise" || end.kind === "break") ? end : null;
  }

  /** A round that may not happen. */
  maybeRound(reason: UnknownValue, begin: () => void): void {
    this.rt.regions.runBranches(reason, [
      () => {
        begin();
        const end = this.rt.execute(this.body, this.frame);
        if (end?.kind === "return") {
          this.frame.maybeReturns.push(end.value);
          this.frame.maybeReason ??= reason;
          this.uncertain = stronger(this.uncertain, { kind: "partly", reason, leaves: "function" });
        } else if (end?.kind === "partly") this.uncertain = stronger(this.uncertain, end);
        return end?.kind !== "raise";
      },
      () => true,
    ]);
  }

  /** What the loop as a whole came to; `otherwise` is its `else`. */
  end(otherwise: () => Completion | null): Completion | null {
    const end = otherwise();
    if (end) return end;
    return this.uncertain?.leaves === "function" ? this.uncertain : null;
  }
}

const strength = { iteration: 0, loop: 1, function: 2 };

function stronger(a: (Completion & { kind: "partly" }) | null, b: Completion & { kind: "partly" }): Completion & { kind: "partly" } {
  return a && strength[a.leaves] >= strength[b.leaves] ? a : b;
}
