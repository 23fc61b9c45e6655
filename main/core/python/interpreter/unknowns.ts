/** Makes, passes on and merges what cannot be known. */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { CallArgs, UnknownValue, Value } from "../values.ts";

const mostCandidates = 16;

export function unknown(reason: string, span?: SourceSpan): UnknownValue {
  return span ? { type: "unknown", reason, span } : { type: "unknown", reason };
}

/** The result of an operation on an Unknown: the first reason and its place, nothing of what it may be. */
export function passOn(cause: UnknownValue): UnknownValue {
  return cause.candidates || cause.args ? unknown(cause.reason, cause.span) : cause;
}

export function withCandidates(cause: UnknownValue, candidates: readonly Value[]): UnknownValue {
  const flat: Value[] = [];
  for (const candidate of candidates) {
    const inner = candidate.type === "unknown" && candidate.candidates && !candidate.args ? candidate.candidates : [candidate];
    for (const value of inner) {
      if (value.type === "unknown" && !value.args && !value.candidates) continue;
      if (flat.length < mostCandidates && !flat.some((other) => isSame(other, value))) flat.push(value);
    }
  }
  const plain = unknown(cause.reason, cause.span);
  return flat.length > 0 ? { ...plain, candidates: flat } : plain;
}

/** What a name holds after branches of which one ran: undefined stands for "not bound" in that branch. */
export function mergeValues(reason: UnknownValue, values: readonly (Value | undefined)[]): Value | undefined {
  const first = values[0];
  if (values.every((value) => value === first || (value && first && isSame(value, first)))) return first;
  const present = values.filter((value) => value !== undefined);
  return withCandidates(reason, present);
}

/** The same object, or equal scalars. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.type === "none") return b.type === "none";
  if ((a.type === "str" || a.type === "int" || a.type === "bool" || a.type === "float") && a.type === b.type) return a.value === b.value;
  if (a.type === "external" && b.type === "external") return a.qualifiedName === b.qualifiedName;
  return false;
}

/** Result of a call that cannot be known; keeps what was passed, so that wrappers can be seen through. */
export function unknownCall(reason: string, args: CallArgs): UnknownValue {
  return { type: "unknown", reason, span: args.span, args };
}
