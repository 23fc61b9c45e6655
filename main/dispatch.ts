/** A request's name and params, as any transport brings them -> checked, answered, errors in their one shape. Never throws. */
import { RequestError, requestParams, type Answer, type ApiError, type Handlers, type RequestName } from "../shared/api.ts";

const longestMessage = 500;

export async function dispatch(handlers: Handlers, name: string, params: unknown): Promise<Answer<unknown>> {
  if (!isRequestName(name)) return failure("unknown_request", `there is no request ${name.slice(0, 100)}`);
  const checked = requestParams[name].safeParse(params);
  if (!checked.success) return failure("bad_request", checked.error.issues.map((issue) => `${issue.path.join(".") || "params"}: ${issue.message}`).join("; "));
  try {
    return { result: await call(handlers, name, checked.data) };
  } catch (error) {
    return error instanceof RequestError ? failure(error.code, error.message) : failure("internal", error instanceof Error ? error.message : String(error));
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requestParams, name);
}

/** The table pairs each name with the params that its schema gives; the compiler cannot follow that through a union of names. */
function call(handlers: Handlers, name: RequestName, params: unknown): Promise<unknown> {
  const handler = handlers[name] as (params: unknown) => Promise<unknown>;
  return handler(params);
}

function failure(code: ApiError["code"], message: string): { readonly error: ApiError } {
  return { error: { code, message: message.slice(0, longestMessage) } };
}
