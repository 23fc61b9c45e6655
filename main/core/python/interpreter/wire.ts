/** Joins the parts of the interpreter into the one runtime of an evaluation, with its budget and its notes of files and problems. */
import { isInstance } from "../builtins/introspection.ts";
import { makeException } from "../builtins/exceptions.ts";
import { makeBuiltins } from "../builtins/table.ts";
import type { Evaluation, EvaluationOptions } from "../evaluation.ts";
import { callArgs, nowhere } from "../make.ts";
import { str, type UnknownValue, type Value } from "../values.ts";
import type { Problem } from "../../../../shared/model.ts";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import { findAttribute, getAttribute, setAttribute } from "./attributes.ts";
import { callValue } from "./calls.ts";
import { libraryBaseNames } from "./class-facts.ts";
import { evaluateExpression } from "./expressions.ts";
import { makeFunction } from "./functions.ts";
import { getItem } from "./items.ts";
import { iterate } from "./iteration.ts";
import { createLibrary } from "./library.ts";
import { createModules } from "./modules.ts";
import { objectRepr, objectText, objectTruth, objectsEqual } from "./objects.ts";
import { createRegions } from "./regions.ts";
import type { Frame, LoadedModule, Report, Runtime, Scope } from "./runtime.ts";
import { BudgetExceeded, isStackOverflow, PythonRaise } from "./signals.ts";
import { executeBody } from "./statements.ts";
import { unknown } from "./unknowns.ts";

const defaultSteps = 5_000_000;
const defaultDepth = 200;
/** Part of all steps that one top-level statement may take. */
const statementShare = 5;
const mostProblems = 2_000;

export function wireEvaluation(options: EvaluationOptions): Evaluation {
  const maxSteps = options.maxSteps ?? defaultSteps;
  const maxDepth = options.maxDepth ?? defaultDepth;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const filesRead = new Map<string, string | null>();
  let steps = 0;
  let limit = maxSteps;
  let totalReported = false;
  /** Shares of the budget that are open. */
  let running = 0;

  const report = (problem: Report): void => {
    const key = `${problem.code}|${problem.message}|${problem.at?.file}|${problem.at?.line}`;
    if (seen.has(key) || problems.length >= mostProblems) return;
    seen.add(key);
    problems.push({ ...problem, stage: "python" });
  };

  const scope: Scope = { names: new Map(), parent: null, kind: "module", globals: new Set(), nonlocals: new Set() };
  const nothing: LoadedModule = { value: { type: "module", name: "", file: null, isPackage: false, names: scope.names }, scope, typeOnly: new Map(), state: "done" };
  const outside: Frame = { scope, module: nothing, prefix: "", yields: null, maybeReturns: [], owner: null, self: undefined };

  const rt: Runtime = {
    files: options.files,
    sourceRoots: options.sourceRoots.map((root) => (root === "." ? "" : root.replace(/\/+$/, ""))),
    host: options.host,
    regions: createRegions(() => rt.tryDepth),
    get builtins() {
      return builtins;
    },
    frame: outside,
    tryDepth: 0,
    callDepth: 0,
    tick(count) {
      steps += count;
      if (steps <= limit) return;
      const isTotal = steps > maxSteps;
      if (isTotal && !totalReported) {
        totalReported = true;
        report({ severity: "error", code: "python.budget", message: "The project takes too many steps to evaluate; what follows was left out" });
      }
      throw new BudgetExceeded(isTotal);
    },
    enter(span) {
      if (rt.callDepth >= maxDepth) {
        rt.tooDeep(span);
        return false;
      }
      rt.callDepth += 1;
      return true;
    },
    leave() {
      rt.callDepth -= 1;
    },
    tooDeep(span) {
      report({ severity: "warning", code: "python.budget", message: "Nests too deeply to be evaluated", ...(span ? { at: span } : {}) });
      return unknown("nests too deeply to be followed", span);
    },
    fail(className, message, span, given) {
      if (rt.regions.mayRaise) throw new PythonRaise(makeException(className, [given ?? str(message)]), className, message, span);
      return unknown(message, span);
    },
    report,
    readText(file) {
      const read = options.files.readText(file);
      if (!read || "problem" in read) {
        filesRead.set(file, null);
        if (read) report({ severity: "warning", code: "python.unreadable", message: read.problem, at: { file, line: 1 } });
        return null;
      }
      filesRead.set(file, read.hash);
      return read.text;
    },
    noteRead: (file, hash) => void filesRead.set(file, hash),
    noteMissing(file) {
      if (!filesRead.has(file)) filesRead.set(file, null);
    },
    isLibrary: (name) => library.isKnown(name),
    evaluate: (node, frame) => evaluateExpression(rt, node, frame),
    execute: (body, frame) => executeBody(rt, body, frame),
    call: (callee, args) => callValue(rt, callee, args),
    guard: (run) => fromOutside<Value>(run, stopped),
    makeFunction: (node, frame, owner) => makeFunction(rt, node, frame, owner),
    getAttribute: (value, name, span) => getAttribute(rt, value, name, span),
    findAttribute: (value, name) => findAttribute(rt, value, name),
    setAttribute: (value, name, assigned) => setAttribute(rt, value, name, assigned),
    getItem: (value, key, span) => getItem(rt, value, key, span),
    iterate: (value) => iterate(rt, value),
    isTruthy: (value) => objectTruth(rt, value),
    isEqual: (a, b) => objectsEqual(rt, a, b),
    toText: (value) => objectText(rt, value),
    toRepr: (value) => objectRepr(rt, value),
    isInstance: (value, type) => isInstance(rt, value, type),
    library: (name) => library.resolve(name),
    importModule: (name) => modules.importModule(name),
    importName: (name, span) => modules.importName(name, span),
    listModules: (name) => modules.listModules(name),
    isLoading: (module) => modules.isLoading(module),
    context: {
      call(callee, positional, named) {
        const span = spanOf(callee, positional);
        // Inside a module the statement that runs ends with the budget; a loader that calls afterwards must get an answer.
        if (rt.frame !== outside) return rt.call(callee, callArgs(positional, span, named));
        try {
          return rt.call(callee, callArgs(positional, span, named));
        } catch (error) {
          if (error instanceof BudgetExceeded) return unknown("takes too many steps to evaluate", span);
          if (error instanceof PythonRaise) return unknown(error.message, span);
          throw error;
        } finally {
          rt.frame = outside;
        }
      },
      getAttribute: (value, name) => rt.getAttribute(value, name),
      iterate: (value) => {
        const { items, open } = rt.iterate(value);
        return open && items.length === 0 ? open : items;
      },
      isTruthy: (value) => rt.isTruthy(value),
      isEqual: (a, b) => rt.isEqual(a, b),
      toText: (value) => rt.toText(value),
      importModule: (name) => modules.importModule(name),
      listModules: (name) => modules.listModules(name),
      get currentModule() {
        return rt.frame.module.value;
      },
      nativeBases: (value) => libraryBaseNames(value),
      report,
    },
  };

  const builtins: ReadonlyMap<string, Value> = makeBuiltins(rt);
  const library = createLibrary(rt);
  
  const modules = createModules(rt, { begin: beginShare });

  function beginShare(): () => void {
    const outer = limit;
    const from = steps;
    limit = Math.min(maxSteps, steps + Math.ceil(maxSteps / statementShare));
    running += 1;
    // What an import inside a statement took is not counted against the statement.
    return () => {
      running -= 1;
      limit = Math.min(maxSteps, outer + (steps - from));
    };
  }

  /** A host may call after the modules were evaluated: then nobody else is there to catch the end of a share of the budget. */
  function fromOutside<T>(run: () => T, otherwise: () => T): T {
    if (running > 0) return run();
    const finish = beginShare();
    try {
      return run();
    } catch (error) {
      if (error instanceof BudgetExceeded || error instanceof PythonRaise) return otherwise();
      if (isStackOverflow(error)) {
        rt.tooDeep(undefined);
        return otherwise();
      }
      throw error;
    } finally {
      finish();
    }
  }
  function stopped(): UnknownValue {
    return unknown("takes too many steps to evaluate");
  }

  return {
    importModule: (name) => modules.importModule(name),
    importFile: (file) => modules.importFile(file),
    context: rt.context,
    library: (name) => library.resolve(name),
    problems,
    filesRead,
    get steps() {
      return steps;
    },
  };
}

function spanOf(callee: Value, positional: readonly Value[]): SourceSpan {
  return callee.span ?? positional.find((value) => value.span)?.span ?? nowhere;
}
