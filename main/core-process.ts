/**
 * The core in a process of its own under the desktop: answers what the main process passes on, tells its events, and asks it for the
 * killable children that it cannot start itself. Speaks core-messages.ts and nothing else.
 */
import type { Answer } from "../shared/api.ts";
import type { EventMessage } from "../shared/bridge.ts";
import { RequestError } from "../shared/request-error.ts";
import { pack, unpack } from "./core/child-port.ts";
import type { Core } from "./core/core.ts";
import { createCore } from "./core/core.ts";
import type { KillableProcess, ProcessLauncher } from "./core/processes.ts";
import { snapshotName } from "./core/sandbox/find-runtime.ts";
import { desktopSealedHost, type LaunchSealed } from "./core/sandbox/sealed-desktop.ts";
import type { CoreFolders, FromCore, ShellCall, ToCore } from "./core-messages.ts";
import { dispatch } from "./dispatch.ts";
import { createHandlers } from "./handlers.ts";

const port = process.parentPort;
const tell = (message: FromCore): void => port.postMessage(message);

interface Child {
  readonly onMessage: ((message: unknown) => void)[];
  readonly onExit: ((code: number | null) => void)[];
  readonly sealing: { readonly write: (message: unknown) => string; readonly read: (text: string) => unknown };
}
const children = new Map<number, Child>();
let lastChild = 0;

const launch: ProcessLauncher = (entry) => startChild((child) => ({ type: "child.start", child, entry }), { write: pack, read: unpack });

/** Speaks text as it is: no page can take our own sealing apart, and nothing that it says is unpacked. */
const launchSealed: LaunchSealed = ({ pyodideFolder, imageFolder, probeFolder }, start) =>
  startChild((child) => ({ type: "child.seal", child, parts: { pyodideFolder, imageFolder, probeFolder, snapshot: snapshotName(start) } }), { write: String, read: (text) => text });

/** A number here stands for the process that the main process holds. */
function startChild(start: (child: number) => FromCore, sealing: Child["sealing"]): KillableProcess {
  lastChild += 1;
  const child = lastChild;
  const listeners: Child = { onMessage: [], onExit: [], sealing };
  children.set(child, listeners);
  tell(start(child));
  return {
    send: (message) => tell({ type: "child.send", child, sealed: sealing.write(message) }),
    onMessage: (listener) => void listeners.onMessage.push(listener),
    onExit: (listener) => void listeners.onExit.push(listener),
    kill: () => tell({ type: "child.kill", child }),
  };
}

let start: (core: Core) => void;
const started = new Promise<Core>((resolve) => {
  start = resolve;
});

const handlers = started.then(createHandlers);

// The main process is the only one that can send; what it sends is its own type.
port.on("message", (event) => receive(event.data as ToCore));

function receive(message: ToCore): void {
  if (message.type === "start") start(openCore(message.folders, message.isExact));
  else if (message.type === "request") void answer(message.id, async () => dispatch(await handlers, message.name, message.params));
  else if (message.type === "shell") void answer(message.id, (core) => callAsShell(core, message.call, message.folder));
  else if (message.type === "child.message") hear(message.child, message.sealed);
  else if (message.type === "child.exit") endChild(message.child, message.code);
  else void started.then((core) => core.close()).finally(() => process.exit(0));
}

function openCore(folders: CoreFolders, isExact: boolean): Core {
  return createCore({ ...folders, environment: process.env, launch, ...(isExact ? { sealed: () => desktopSealedHost(launchSealed) } : {}), allowEditor: true, allowPython: true, emit: (name, data) => tell({ type: "event", message: { name, data } as EventMessage }) });
}

async function answer(id: number, act: (core: Core) => Promise<Answer<unknown>>): Promise<void> {
  tell({ type: "answer", id, answer: await act(await started) });
}

async function callAsShell(core: Core, call: ShellCall, folder: string): Promise<Answer<unknown>> {
  try {
    return { result: await core[call](folder) };
  } catch (error) {
    return { error: { code: error instanceof RequestError ? error.code : "internal", message: error instanceof Error ? error.message : String(error) } };
  }
}

function hear(number: number, text: string): void {
  const child = children.get(number);
  if (child === undefined) return;
  const message = child.sealing.read(text);
  for (const listener of child.onMessage) listener(message);
}

function endChild(number: number, code: number | null): void {
  const child = children.get(number);
  children.delete(number);
  for (const listener of child?.onExit ?? []) listener(code);
}
