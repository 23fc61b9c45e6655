/** The one way to the core. Gives results or throws a `RequestFailure`; counts what is under way for `window.whenIdle()`. */
import type { ApiError, Params, RequestName, Results, ShellName, ShellParams, ShellResults } from "../../shared/api.ts";
import type { EventMessage } from "../../shared/bridge.ts";
import { createHttpTransport } from "./http-transport.ts";
import { trackWork } from "./idle.ts";
import { createIpcTransport } from "./ipc-transport.ts";
import type { Transport } from "./transport.ts";

export class RequestFailure extends Error {
  readonly code: ApiError["code"];
  constructor(error: ApiError) {
    super(error.message);
    this.code = error.code;
  }
}

let transport: Transport | null = null;

/** Picks the transport by where the page runs; tests hand over their own. */
export function connect(own?: Transport): Transport {
  transport = own ?? (window.assetscope ? createIpcTransport(window.assetscope) : createHttpTransport());
  return transport;
}

function connected(): Transport {
  return transport ?? connect();
}

export function request<N extends RequestName>(name: N, params: Params<N>): Promise<Results[N]> {
  return trackWork(unwrap(connected().request(name, params)));
}

export function shell<N extends ShellName>(name: N, params: ShellParams<N>): Promise<ShellResults[N]> {
  return trackWork(unwrap(connected().shell(name, params)));
}

export function onEvent(listener: (message: EventMessage) => void): () => void {
  return connected().onEvent(listener);
}

export function onReconnect(listener: () => void): void {
  connected().onReconnect(listener);
}

/** What the page may do by itself differs: a browser opens links and knows no paths. */
export function transportKind(): Transport["kind"] {
  return connected().kind;
}

export function pathForFile(file: File): string | null {
  return connected().pathForFile?.(file) ?? null;
}

async function unwrap<T>(answer: Promise<{ readonly result: T } | { readonly error: ApiError }>): Promise<T> {
  const got = await answer;
  if ("error" in got) throw new RequestFailure(got.error);
  return got.result;
}
