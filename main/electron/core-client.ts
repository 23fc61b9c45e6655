/**
 * The core as the main process sees it: a utility process that answers requests. When it dies, what was asked is answered with an error,
 * it is started again, and the project that was open is opened again; when it keeps dying, `onGivenUp` is told once.
 */
import path from "node:path";
import { utilityProcess } from "electron";
import type { UtilityProcess } from "electron";
import type { Answer, Params, RequestName, Results } from "../../shared/api.ts";
import type { EventMessage } from "../../shared/bridge.ts";
import type { CoreFolders, FromCore, ShellCall, ToCore } from "../core-messages.ts";
import { createChildProcesses, killNow } from "./child-processes.ts";

export interface CoreClientOptions {
  readonly distFolder: string;
  readonly folders: CoreFolders;
  readonly isExact: boolean;
  readonly onEvent: (message: EventMessage) => void;
  readonly onGivenUp: () => void;
}

export interface CoreClient {
  readonly request: <N extends RequestName>(name: N, params: Params<N>) => Promise<Answer<Results[N]>>;
  /** What the page asked for, already checked. */
  readonly forward: (name: string, params: unknown) => Promise<Answer<unknown>>;
  readonly callAsShell: (call: ShellCall, folder: string) => Promise<Answer<unknown>>;
  /** Starts it again after it was given up. */
  readonly restart: () => void;
  /** Ends what runs in hidden windows. */
  readonly closeWindows: () => void;
  /** Lets the core close its databases, at most for `waitMs`. */
  readonly close: (waitMs: number) => Promise<void>;
}

const maxStartsAMinute = 5;
/** A page that floods is answered at once instead of filling the memory. */
const maxWaiting = 1_000;

export function createCoreClient(options: CoreClientOptions): CoreClient {
  const waiting = new Map<number, (answer: Answer<unknown>) => void>();
  let lastId = 0;
  let starts: number[] = [];
  let core: UtilityProcess | null = null;
  let isClosing = false;
  let openFolder: string | null = null;
  let onExit: () => void = () => undefined;
  const tell = (message: ToCore): void => core?.postMessage(message);
  const children = createChildProcesses(options.distFolder, tell);

  function start(): void {
    starts = [...starts.filter((at) => at > Date.now() - 60_000), Date.now()];
    const started = utilityProcess.fork(path.join(options.distFolder, "core-process.js"), [], { serviceName: "Assetscope core", stdio: "inherit" });
    core = started;
    started.on("message", receive);
    started.on("exit", (code) => {
      if (core === started) ended(code);
    });
    tell({ type: "start", folders: options.folders, isExact: options.isExact });
  }

  function receive(message: FromCore): void {
    if (message.type === "answer") {
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    } else if (message.type === "event") {
      if (message.message.name === "project.changed") openFolder = message.message.data.project?.folder ?? null;
      options.onEvent(message.message);
    } else children.handle(message);
  }

  function ended(code: number): void {
    core = null;
    children.killAll();
    for (const answer of waiting.values()) answer(unavailable("Reading stopped unexpectedly and was started again."));
    waiting.clear();
    onExit();
    if (isClosing) return;
    console.error(`assetscope: the core ended (exit ${code})`);
    if (starts.filter((at) => at > Date.now() - 60_000).length >= maxStartsAMinute) return options.onGivenUp();
    // The first restart is at once; one that fails right away waits longer each time.
    setTimeout(restart, 250 * 2 ** starts.length - 500);
  }

  function restart(): void {
    if (core !== null || isClosing) return;
    const folder = openFolder;
    start();
    if (folder !== null) void ask((id) => ({ type: "shell", id, call: "openProject", folder }));
  }

  function ask(message: (id: number) => ToCore): Promise<Answer<unknown>> {
    if (core === null) return Promise.resolve(unavailable("Reading has stopped."));
    if (waiting.size >= maxWaiting) return Promise.resolve(unavailable("Too many requests at once."));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      tell(message(id));
    });
  }

  const forward = (name: string, params: unknown): Promise<Answer<unknown>> => ask((id) => ({ type: "request", id, name, params }));

  start();
  return {
    // Both ends are built from one contract, and the core checks what it is given.
    request: <N extends RequestName>(name: N, params: Params<N>) => forward(name, params) as Promise<Answer<Results[N]>>,
    forward,
    callAsShell: (call, folder) => ask((id) => ({ type: "shell", id, call, folder })),
    closeWindows: children.closeWindows,
    restart() {
      starts = [];
      restart();
    },
    close(waitMs) {
      isClosing = true;
      if (core === null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          killNow(core ?? undefined);
          children.killAll();
          resolve();
        }, waitMs);
        onExit = () => {
          clearTimeout(timer);
          resolve();
        };
        tell({ type: "close" });
      });
    },
  };
}

function unavailable(message: string): Answer<never> {
  return { error: { code: "unavailable", message } };
}
