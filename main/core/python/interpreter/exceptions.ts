/**
 * `raise`, `try`, `with`. Python's exceptions are followed where a handler may be waiting; where none is, the failing expression is
 * Unknown and the code goes on, because a project is assumed to load.
 */
import type { HandlerNode, Statement } from "../syntax/nodes.ts";
import type { Value } from "../values.ts";
import { isExceptionClass } from "../builtins/exceptions.ts";
import { assign } from "./assign.ts";
import { factsOf, libraryBaseNames, resolutionOrder } from "./class-facts.ts";
import type { Completion, Frame, Runtime } from "./runtime.ts";
import { bind } from "./scope.ts";
import { PythonRaise } from "./signals.ts";
import { unknown } from "./unknowns.ts";

/** `raise`: thrown to a handler; without one the body ends here. */
export function raiseFrom(rt: Runtime, statement: Statement & { kind: "raise" }, frame: Frame): Completion {
  const value = statement.value ? rt.evaluate(statement.value, frame) : undefined;
  // Whether code under an unknown condition raises is not known: that branch is dropped (conditions.ts).
  if (rt.regions.reason && !rt.regions.mayRaise) return { kind: "raise" };
  const exception = value?.type === "class" || value?.type === "native_function" ? rt.context.call(value, []) : (value ?? unknown("raises again", statement.span));
  const name = exceptionName(exception);
  throw new PythonRaise(exception, name, `raises ${name || "an exception"}`, statement.span);
}

function exceptionName(value: Value): string {
  if (value.type === "instance") return value.class.name;
  if (value.type === "native") return value.className;
  return value.type === "unknown" ? "" : value.type;
}

export function executeTry(rt: Runtime, statement: Statement & { kind: "try" }, frame: Frame): Completion | null {
  let end: Completion | null = null;
  try {
    end = runTry(rt, statement, frame);
  } finally {
    const last = statement.finalizer.length > 0 ? rt.execute(statement.finalizer, frame) : null;
    if (last && last.kind !== "partly") end = last;
  }
  return end;
}

function runTry(rt: Runtime, statement: Statement & { kind: "try" }, frame: Frame): Completion | null {
  const { handlers } = statement;
  const depth = rt.tryDepth;
  let end: Completion | null;
  const outer = rt.frame;
  try {
    if (handlers.length > 0) rt.tryDepth += 1;
    end = rt.execute(statement.body, frame);
  } catch (error) {
    rt.tryDepth = depth;
    rt.frame = outer;
    if (!(error instanceof PythonRaise)) throw error;
    const handler = handlers.find((candidate) => handles(rt, candidate, error, frame));
    if (!handler) throw error;
    if (handler.name) bind(rt, frame, handler.name, error.exception);
    return rt.execute(handler.body, frame);
  } finally {
    rt.tryDepth = depth;
  }
  if (end === null && statement.otherwise.length > 0) return rt.execute(statement.otherwise, frame);
  return end;
}

function handles(rt: Runtime, handler: HandlerNode, error: PythonRaise, frame: Frame): boolean {
  if (!handler.type) return true;
  const type = rt.evaluate(handler.type, frame);
  const types = type.type === "tuple" ? type.items : [type];
  return types.some((candidate) => matches(candidate, error));
}

/** A handler of a library's exception class is taken to match what is not one of Python's own. */
function matches(type: Value, error: PythonRaise): boolean {
  const { exception } = error;
  if (type.type === "native_function") {
    const wanted = type.className ?? type.name;
    if (exception.type === "instance") {
      return libraryBaseNames(exception.class).some((base) => isExceptionClass(base, wanted)) || (factsOf(exception.class)?.libraryBases.length === 0 && wanted === "Exception");
    }
    return isExceptionClass(error.className, wanted);
  }
  if (type.type === "class") return exception.type === "instance" && resolutionOrder(exception.class).includes(type);
  return exception.type === "unknown" || (exception.type === "native" && !isExceptionClass(error.className, "Exception"));
}

export function executeWith(rt: Runtime, statement: Statement & { kind: "with" }, frame: Frame): Completion | null {
  for (const { value, target } of statement.items) {
    const manager = rt.evaluate(value, frame);
    const entered = enter(rt, manager);
    if (target) assign(rt, target, entered, frame);
  }
  return rt.execute(statement.body, frame);
}

function enter(rt: Runtime, manager: Value): Value {
  if (manager.type === "instance" || (manager.type === "native" && manager.getAttribute)) {
    const method = rt.findAttribute(manager, "__enter__") ?? rt.findAttribute(manager, "__aenter__");
    if (method && method.type !== "unknown") return rt.context.call(method, []);
    return manager;
  }
  // A generator under `contextlib.contextmanager`.
  if (manager.type === "list") return manager.items[0] ?? unknown("enters a generator that yields nothing", manager.span);
  return manager.type === "external" ? unknown(`uses ${manager.qualifiedName}, which is not part of the project`, manager.span) : manager;
}

