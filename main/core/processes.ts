/**
 * Untrusted work (reading a project's files, its databases, running it sealed) happens in processes that can be killed. How one is
 * started depends on the shell: a forked Node under CLI and browser mode, a utility process that Electron's main process starts and
 * relays for under the desktop. Stages see this interface alone. Messages are plain JSON-like data (structured clone).
 */

/** Entry points, each a bundle in dist/. */
export type ProcessEntry = "definitions-process" | "log-process" | "sql-process";

export interface KillableProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Once, however it ends. `code` is null when a signal ended it. */
  onExit(listener: (code: number | null) => void): void;
  /** At once (SIGKILL); safe to call twice. */
  kill(): void;
}

export type ProcessLauncher = (entry: ProcessEntry) => KillableProcess;
