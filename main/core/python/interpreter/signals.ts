/** How evaluation leaves a stretch of code early: Python's exceptions, and the end of the budget. Both are thrown, both are caught. */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Value } from "../values.ts";

/** A Python exception on its way to a handler. Only raised where some `try` may catch it; elsewhere an Unknown stands in. */
export class PythonRaise extends Error {
  readonly exception: Value;
  readonly className: string;
  readonly span: SourceSpan | undefined;
  constructor(exception: Value, className: string, message: string, span: SourceSpan | undefined) {
    super(message);
    this.exception = exception;
    this.className = className;
    this.span = span;
  }
}

/** More steps than a top-level statement, or the whole evaluation, may take. */
export class BudgetExceeded extends Error {
  readonly isTotal: boolean;
  constructor(isTotal: boolean) {
    super("too many steps");
    this.isTotal = isTotal;
  }
}

/** JavaScript's own stack ran out. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}
