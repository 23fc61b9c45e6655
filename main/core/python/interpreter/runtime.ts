/**
 * What the parts of the interpreter share: the state of one evaluation and the functions that call each other in circles. wire.ts
 * makes the one object; every part takes it as its first argument, so that no part imports another in a circle.
 */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { ModuleFiles } from "../evaluation.ts";
import type { Expression, FunctionNode, Statement } from "../syntax/nodes.ts";
import type { CallArgs, CallContext, ClassValue, FunctionValue, Host, ModuleValue, UnknownValue, Value } from "../values.ts";
import type { Regions } from "./regions.ts";

/** Where names live. Functions look outward past classes, as in Python. */
export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | null;
  readonly kind: "module" | "function" | "class";
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}

/** A module while it is evaluated. */
export interface LoadedModule {
  readonly value: ModuleValue;
  readonly scope: Scope;
  /** Names of `if TYPE_CHECKING:` blocks, for annotations. */
  readonly typeOnly: Map<string, () => Value>;
  state: "loading" | "done";
}

/** One run of a body. */
export interface Frame {
  readonly scope: Scope;
  readonly module: LoadedModule;
  /** Prefix of qualified names defined in it: "", "Outer.", "f.<locals>.". */
  readonly prefix: string;
  /** Collected by `yield`; null outside generators. */
  readonly yields: Value[] | null;
  /** Values of `return`s that may have been reached, and why it is not known. */
  readonly maybeReturns: Value[];
  maybeReason?: UnknownValue;
  /** The class in whose body the running function was written, for `super()`. */
  readonly owner: { class: ClassValue | null } | null;
  /** In a comprehension: the frame around it, where `:=` binds. */
  readonly around?: Frame;
  /** First argument of the running function. */
  readonly self: Value | undefined;
}

/** How a statement ended, when not by running on. `partly`: one branch of an unknown condition left, another ran on. */
export type Completion =
  | { readonly kind: "return"; readonly value: Value }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  | { readonly kind: "raise" }
  | { readonly kind: "partly"; readonly reason: UnknownValue; readonly leaves: "iteration" | "loop" | "function" };

/** What a value holds when it is iterated over; `open` when there may be more or other items. */
export interface Iteration { readonly items: readonly Value[]; readonly open?: UnknownValue }

export interface Report { readonly severity: "error" | "warning" | "info"; readonly code: string; readonly message: string; readonly at?: SourceSpan }

/** The part of the runtime that evaluates: each member lives in a file of its family. */
export interface Evaluator {
  evaluate(node: Expression, frame: Frame): Value;
  execute(body: readonly Statement[], frame: Frame): Completion | null;
  /** Calls anything. Never throws for what cannot be called. */
  call(callee: Value, args: CallArgs): Value;
  makeFunction(node: FunctionNode, frame: Frame, owner: Frame["owner"]): FunctionValue;
  getAttribute(value: Value, name: string, span?: SourceSpan): Value;
  /** Undefined when the value has no such attribute (and that is known). */
  findAttribute(value: Value, name: string): Value | undefined;
  setAttribute(value: Value, name: string, assigned: Value): void;
  getItem(value: Value, key: Value, span?: SourceSpan): Value;
  iterate(value: Value): Iteration;
  isTruthy(value: Value): boolean | null;
  isEqual(a: Value, b: Value): boolean | null;
  toText(value: Value): string | null;
  toRepr(value: Value): string | null;
  isInstance(value: Value, type: Value): boolean | null;
  /** The value of a library's name: a native of ours, the host's, or an ExternalRef. */
  library(qualifiedName: string): Value;
  importModule(name: string): ModuleValue | UnknownValue;
  importName(name: string, span: SourceSpan): Value;
  listModules(packageName: string): readonly string[];
  isLoading(module: ModuleValue): boolean;
}

export interface Runtime extends Evaluator {
  readonly files: ModuleFiles;
  readonly sourceRoots: readonly string[];
  readonly host: Host;
  readonly regions: Regions;
  readonly builtins: ReadonlyMap<string, Value>;
  /** Of the running code. */
  frame: Frame;
  /** How many `try` bodies with handlers are running: where there are none, failures are Unknown at once. */
  tryDepth: number;
  callDepth: number;
  /** Runs what a host may have called: where no evaluation is under way, the end of the budget becomes an Unknown here. */
  guard(run: () => Value): Value;
  /** Counts work against the budget; throws BudgetExceeded. */
  tick(steps: number): void;
  /** Counts a call; false when calls nest too deeply. Each true is followed by `leave`. */
  enter(span: SourceSpan): boolean;
  leave(): void;
  /** Reports that the evaluation nests too deeply; the value that stands for what was not evaluated. */
  tooDeep(span: SourceSpan | undefined): UnknownValue;
  /** A Python exception: thrown to a handler when one may be there, else Unknown with `message`. `given`: its argument in Python. */
  fail(className: string, message: string, span?: SourceSpan, given?: Value): UnknownValue;
  report(problem: Report): void;
  /** Text of a file of the project, noted as read; null when there is none. */
  readText(file: string): string | null;
  /** Notes that the result depends on a file: its content hash, or null when it was looked for and not there. */
  noteRead(file: string, hash: string | null): void;
  noteMissing(file: string): void;
  /** Is it the name of a library that a native or the host knows? */
  isLibrary(name: string): boolean;
  readonly context: CallContext;
}
