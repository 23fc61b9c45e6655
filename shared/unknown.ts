/** "Cannot know" as a value: it carries its reason and its place to the screen, and is never dropped or guessed. */
import type { SourceSpan } from "./source-span.ts";

export interface Unknown {
  /** Why it cannot be known, as a sentence fragment for people: "read from the environment variable X". Never empty. */
  readonly unknown: string;
  /** The expression that could not be known. */
  readonly at?: SourceSpan;
}

/** Plain JSON that is known, or the reason why not. `T` must not itself have a member `unknown`. */
export type Known<T> = T | Unknown;

export function unknown(reason: string, at?: SourceSpan): Unknown {
  return at ? { unknown: reason, at } : { unknown: reason };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && typeof (value as { unknown?: unknown }).unknown === "string";
}

/** The value, or `otherwise` where it is unknown. */
export function knownOr<T, U>(value: Known<T>, otherwise: U): T | U {
  return isUnknown(value) ? otherwise : value;
}
