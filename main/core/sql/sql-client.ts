/**
 * The parent's side of reading SQL: one child, one text at a time, killed when a text takes longer than its limit. A failure is an
 * answer with a problem in it, never an exception; the next text gets a new child.
 */
import type { KillableProcess, ProcessLauncher } from "../processes.ts";
import type { SqlLineage, SqlStatement } from "./sql-lineage.ts";
import type { FromSql, ReadSql } from "./sql-messages.ts";

/** A thousand times what a statement of usual size takes; the first one also waits for the child to start. */
export const statementLimitMs = 5_000;
const startLimitMs = 15_000;
/** A child that has nothing to read holds memory for nothing. */
const idleMs = 30_000;

export interface SqlAnswer {
  readonly lineage: SqlLineage;
  /** False where another try may end differently: a child that crashed or was stopped. */
  readonly isLasting: boolean;
}

export interface SqlClient {
  read(statement: SqlStatement): Promise<SqlAnswer>;
  close(): void;
}

export function createSqlClient(launch: ProcessLauncher, limitMs: number = statementLimitMs): SqlClient {
  let child: KillableProcess | null = null;
  let pending: { readonly id: number; readonly settle: (answer: SqlAnswer) => void } | null = null;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  function start(): KillableProcess {
    const started = launch("sql-process");
    started.onMessage((message) => {
      // The child is ours; project data inside the message is data to everyone.
      const said = message as FromSql;
      if (child !== started || pending?.id !== said.id) return;
      pending.settle(said.type === "done" ? { lineage: said.lineage, isLasting: true } : failure(said.message, true));
    });
    started.onExit((code) => {
      if (child !== started) return;
      child = null;
      pending?.settle(failure(code === null ? "the reading process was ended or ran out of memory" : `the reading process ended with code ${code}`, false));
    });
    return started;
  }

  function stop(answer: SqlAnswer): void {
    const running = child;
    child = null;
    running?.kill();
    pending?.settle(answer);
  }

  function readNow(statement: SqlStatement): Promise<SqlAnswer> {
    if (isClosed) return Promise.resolve(failure("the project was closed", false));
    clearTimeout(idle);
    return new Promise((resolve) => {
      const id = ++lastId;
      const allowed = child ? limitMs : limitMs + startLimitMs;
      // The text is what took too long: asking again would take as long again.
      const timer = setTimeout(() => stop(failure(`reading it took longer than ${limitMs / 1000} s`, true)), allowed);
      pending = {
        id,
        settle(answer) {
          clearTimeout(timer);
          pending = null;
          idle = setTimeout(() => stop(failure("", false)), idleMs);
          idle.unref();
          resolve(answer);
        },
      };
      try {
        child ??= start();
        child.send({ type: "read", id, statement } satisfies ReadSql);
      } catch (error) {
        stop(failure(error instanceof Error ? error.message : String(error), false));
      }
    });
  }

  return {
    read(statement) {
      const result = queue.then(() => readNow(statement));
      queue = result;
      return result;
    },
    close() {
      isClosed = true;
      clearTimeout(idle);
      stop(failure("the project was closed", false));
    },
  };
}

function failure(message: string, isLasting: boolean): SqlAnswer {
  return { lineage: { columns: [], target: null, problems: [{ message, line: null }] }, isLasting };
}
