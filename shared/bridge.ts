/** What the desktop window's preload script offers the page as `window.assetscope`; a browser has none and speaks HTTP. */
import type { Answer, EventName, Events, Params, RequestName, Results, ShellName, ShellParams, ShellResults } from "./api.ts";

/** One event as every transport carries it. */
export type EventMessage = { readonly [N in EventName]: { readonly name: N; readonly data: Events[N] } }[EventName];

export interface Bridge {
  readonly request: <N extends RequestName>(name: N, params: Params<N>) => Promise<Answer<Results[N]>>;
  readonly shell: <N extends ShellName>(name: N, params: ShellParams<N>) => Promise<Answer<ShellResults[N]>>;
  /** Gives the function that ends it. */
  readonly onEvent: (listener: (message: EventMessage) => void) => () => void;
  /** Absolute path of a `File` that was dropped on the window, "" for one that is not on disk. */
  readonly pathForFile: (file: object) => string;
}
