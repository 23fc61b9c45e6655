/**
 * What evaluation gives: Python values that are known, as data. This file is the seam between `python/` (which makes them) and
 * `dagster/` (which gives meaning to names of libraries). It knows Python, never Dagster.
 *
 * Identity matters as in Python: lists, dicts and objects are mutable and shared by reference while a module is evaluated.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";

export type Value =
  | NoneValue | BoolValue | IntValue | FloatValue | StrValue | BytesValue | ListValue | TupleValue | SetValue | DictValue
  | FunctionValue | ClassValue | InstanceValue | ModuleValue | BoundMethod | NativeFunction | NativeObject | ExternalRef | UnknownValue;

/** Where the expression that gave the value stands. Absent for values that Python itself provides. */
interface Spanned { readonly span?: SourceSpan }

export interface NoneValue extends Spanned { readonly type: "none" }
export interface BoolValue extends Spanned { readonly type: "bool"; readonly value: boolean }
/** Exact, as Python's. */
export interface IntValue extends Spanned { readonly type: "int"; readonly value: bigint }
export interface FloatValue extends Spanned { readonly type: "float"; readonly value: number }
export interface StrValue extends Spanned { readonly type: "str"; readonly value: string }
export interface BytesValue extends Spanned { readonly type: "bytes"; readonly value: Uint8Array }
export interface ListValue extends Spanned { readonly type: "list"; readonly items: Value[]; /** Why it may hold more or other items than these. */ open?: UnknownValue }
export interface TupleValue extends Spanned { readonly type: "tuple"; readonly items: readonly Value[]; open?: UnknownValue }
export interface SetValue extends Spanned { readonly type: "set"; readonly items: Value[]; readonly isFrozen: boolean; open?: UnknownValue }
/** Insertion order is kept, as Python's. Use dict.ts for look-ups (equality of keys is Python's). */
export interface DictValue extends Spanned { readonly type: "dict"; readonly entries: [key: Value, value: Value][]; open?: UnknownValue }

/** A function of the project. `decorators` are names of those that were applied but not understood. */
export interface FunctionValue extends Spanned {
  readonly type: "function";
  readonly name: string;
  readonly qualifiedName: string;
  readonly module: string;
  readonly parameters: readonly Parameter[];
  /** PEP 257 text with its common indent removed, as `inspect.getdoc` gives it. */
  readonly docstring: string | null;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** From the first decorator to the last line of the body. */
  readonly span: SourceSpan;
  /** Line of `def`. */
  readonly defLine: number;
  /** Return annotation, evaluated when asked; undefined without one. */
  readonly returns: (() => Value) | undefined;
  readonly call: (args: CallArgs) => Value;
  /** Attributes set on it. */
  readonly attributes: Map<string, Value>;
  /** Qualified names (or "") of decorators that were applied but not understood; they are seen through. */
  readonly decorators?: readonly string[];
}
export interface Parameter {
  readonly name: string;
  readonly kind: "positional_only" | "positional_or_keyword" | "var_positional" | "keyword_only" | "var_keyword";
  readonly hasDefault: boolean;
  readonly annotation: (() => Value) | undefined;
  readonly span: SourceSpan;
}

/** A class of the project. `bases` may hold natives and externals (a Component, a translator). */
export interface ClassValue extends Spanned {
  readonly type: "class";
  readonly name: string;
  readonly module: string;
  readonly bases: readonly Value[];
  readonly attributes: Map<string, Value>;
  readonly docstring: string | null;
  readonly isDataclass: boolean;
  readonly isEnum: boolean;
}
export interface InstanceValue extends Spanned { readonly type: "instance"; readonly class: ClassValue; readonly attributes: Map<string, Value>; /** What a native base holds of it, if one made it. */ native?: NativeObject }
export interface ModuleValue extends Spanned {
  readonly type: "module";
  readonly name: string;
  /** File, relative to the opened folder; null for a namespace package. */
  readonly file: string | null;
  /** Is it a package (a folder)? */
  readonly isPackage: boolean;
  /** Names in order of definition, after evaluation. Sub-modules that were imported are names too. */
  readonly names: Map<string, Value>;
}
export interface BoundMethod extends Spanned { readonly type: "method"; readonly self: Value; readonly function: FunctionValue | NativeFunction }

/** A function that a Host gives meaning to: `dagster.AssetKey(...)`, a decorator, a method of a native object. */
export interface NativeFunction extends Spanned {
  readonly type: "native_function";
  readonly name: string;
  readonly call: (args: CallArgs, context: CallContext) => Value;
  /** Attributes, for classes: `AssetKey.from_user_string`. */
  readonly getAttribute?: (name: string, context: CallContext) => Value | undefined;
  /** Qualified name for isinstance and for subclassing: "dagster.AssetKey". */
  readonly className?: string;
}
/** An object of a library, with data that only its host understands. */
export interface NativeObject extends Spanned {
  readonly type: "native";
  /** "dagster.AssetsDefinition". */
  readonly className: string;
  /** Names of the classes above its own, for isinstance. */
  readonly baseClassNames?: readonly string[];
  /** The host narrows it with its own guards. */
  readonly data: unknown;
  readonly getAttribute?: (name: string, context: CallContext) => Value | undefined;
  readonly getItem?: (key: Value, context: CallContext) => Value | undefined;
  /** Items, where Python could iterate over it. */
  readonly iterate?: (context: CallContext) => Value[] | UnknownValue;
  readonly call?: (args: CallArgs, context: CallContext) => Value;
  /** `str(x)` and f-strings. */
  readonly toText?: () => string | undefined;
  /** Binary operators, by their Python sign ("|", "&", "+", "-", "/"); right operand second. */
  readonly operate?: (operator: string, right: Value, context: CallContext) => Value | undefined;
  readonly setAttribute?: (name: string, value: Value) => boolean;
  /** Same value => equal and the same dict key. */
  readonly identity?: string;
}
/** A name of a library that no host knows: attribute access and calls of it give ExternalRef and Unknown. `base` args kept for wrappers. */
export interface ExternalRef extends Spanned { readonly type: "external"; readonly qualifiedName: string }

/** Cannot be known. Every operation on it gives an Unknown again, with the first reason. */
export interface UnknownValue extends Spanned {
  readonly type: "unknown";
  /** Sentence fragment for people: "depends on the environment variable X". */
  readonly reason: string;
  /** What it may be, where each branch of an unknown condition was evaluated. */
  readonly candidates?: readonly Value[];
  /** What was passed to the call that could not be known: wrappers of assets are seen through with it. */
  readonly args?: CallArgs;
}

/** Arguments of a call, evaluated, `*` and `**` spread where known. */
export interface CallArgs {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** Set when a `*x` or `**x` could not be known: more arguments may have been passed. */
  readonly open?: UnknownValue;
  /** The whole call expression. */
  readonly span: SourceSpan;
  /** Span of each argument's expression: by position ("0", "1", ...) or name. */
  readonly spans: ReadonlyMap<string, SourceSpan>;
}

/** What a native function may ask of the evaluator. Every act counts against the budget. */
export interface CallContext {
  /** Calls any value that can be called. Never throws; a failure is an Unknown. */
  call(callee: Value, positional: readonly Value[], named?: ReadonlyMap<string, Value>): Value;
  getAttribute(value: Value, name: string): Value;
  iterate(value: Value): readonly Value[] | UnknownValue;
  /** Truth as Python's; null when unknown. */
  isTruthy(value: Value): boolean | null;
  isEqual(a: Value, b: Value): boolean | null;
  /** `str(value)`, null when unknown. */
  toText(value: Value): string | null;
  /** `inspect.signature`-like parameters of a callable, null when unknown. */
  /** Imports a module of the project by its absolute name: the module, or why not. */
  importModule(name: string): ModuleValue | UnknownValue;
  /** Names of the modules below a package of the project, as `pkgutil.walk_packages` orders them. */
  listModules(packageName: string): readonly string[];
  /** The module whose code makes the call (of `load_assets_from_current_module`). */
  readonly currentModule: ModuleValue;
  /** Native class names among the bases of a class, nearest first: "dagster.Component". */
  nativeBases(value: ClassValue): readonly string[];
  /** Reports a problem at a place; the evaluation goes on. */
  report(problem: { readonly severity: "error" | "warning" | "info"; readonly code: string; readonly message: string; readonly at?: SourceSpan }): void;
}

/** Gives meaning to names of libraries that are not part of the project. */
export interface Host {
  /**
   * The value of a library's name ("dagster.asset", "os.path.join"); undefined when the host does not know it: an ExternalRef stands
   * in. `kind` of import does not matter: `from dagster import asset`, `import dagster as dg; dg.asset` ask the same name.
   */
  resolve(qualifiedName: string): Value | undefined;
  /** Called when a class of the project with native bases is called: may make the instance's native part. */
  instantiate?(instance: InstanceValue, args: CallArgs, context: CallContext): void;
}

export const none: NoneValue = { type: "none" };
export function str(value: string, span?: SourceSpan): StrValue {
  return span ? { type: "str", value, span } : { type: "str", value };
}
export function unknownValue(reason: string, span?: SourceSpan): UnknownValue {
  return span ? { type: "unknown", reason, span } : { type: "unknown", reason };
}
