/** A request that cannot be answered, with the code that every transport passes on. */

/** What went wrong, for programs; listed in docs/api.md. */
export type ErrorCode = "bad_request" | "unknown_request" | "not_found" | "no_project" | "forbidden" | "unavailable" | "cancelled" | "internal";

export class RequestError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
