/** What carries requests and events: the desktop window's bridge or HTTP. Both give answers, never throw for an error of the core. */
import type { Answer, Params, RequestName, Results, ShellName, ShellParams, ShellResults } from "../../shared/api.ts";
import type { EventMessage } from "../../shared/bridge.ts";

export interface Transport {
  readonly kind: "desktop" | "browser";
  readonly request: <N extends RequestName>(name: N, params: Params<N>) => Promise<Answer<Results[N]>>;
  readonly shell: <N extends ShellName>(name: N, params: ShellParams<N>) => Promise<Answer<ShellResults[N]>>;
  readonly onEvent: (listener: (message: EventMessage) => void) => () => void;
  /** Called after a broken connection came back: events may have been missed. */
  readonly onReconnect: (listener: () => void) => void;
  /** Absolute path of a dropped file; null where the page must not know it. */
  readonly pathForFile: ((file: File) => string) | null;
}
