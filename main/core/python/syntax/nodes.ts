/**
 * The syntax tree that is evaluated: plain objects, made once per file content, with nothing of the parser in them. Each node knows
 * where it stands. Literals hold their finished value, so that evaluating them costs nothing. What is left out: comments, types of
 * `type X[T]` parameters, and everything that the parser could not read.
 */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Value } from "../values.ts";

interface At { readonly span: SourceSpan }

export interface ConstantNode extends At { readonly kind: "constant"; readonly value: Value }
export interface NameNode extends At { readonly kind: "name"; readonly id: string }
export interface InterpolationNode {
  readonly expression: Expression;
  readonly conversion: "" | "r" | "s" | "a";
  readonly format: readonly (string | InterpolationNode)[] | null;
  /** Text of `{x=}`, printed before the value. */
  readonly debugText: string | null;
}
export interface FStringNode extends At { readonly kind: "fstring"; readonly parts: readonly (string | InterpolationNode)[] }
export interface SequenceNode extends At { readonly kind: "list" | "tuple" | "set"; readonly items: readonly Expression[] }
/** `key: null` is `**value`. */
export interface DictNode extends At { readonly kind: "dict"; readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[] }
export interface StarredNode extends At { readonly kind: "starred"; readonly value: Expression }
export interface AttributeNode extends At { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
export interface SubscriptNode extends At { readonly kind: "subscript"; readonly object: Expression; readonly index: Expression }
export interface SliceNode extends At { readonly kind: "slice"; readonly lower: Expression | null; readonly upper: Expression | null; readonly step: Expression | null }
export interface ArgumentNode extends At { readonly kind: "positional" | "named" | "star" | "double_star"; readonly name: string; readonly value: Expression }
export interface CallNode extends At { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly ArgumentNode[] }
export interface UnaryNode extends At { readonly kind: "unary"; readonly operator: "not" | "-" | "+" | "~"; readonly operand: Expression }
/** `a + b - c` as one flat node: sums of hundreds of terms are common in generated code and must not nest. */
export interface BinaryNode extends At { readonly kind: "binary"; readonly first: Expression; readonly rest: readonly { readonly operator: string; readonly operand: Expression }[] }
export interface BooleanNode extends At { readonly kind: "boolean"; readonly operator: "and" | "or"; readonly operands: readonly Expression[] }
export interface CompareNode extends At { readonly kind: "compare"; readonly first: Expression; readonly rest: readonly { readonly operator: string; readonly operand: Expression }[] }
export interface ConditionalNode extends At { readonly kind: "conditional"; readonly test: Expression; readonly whenTrue: Expression; readonly otherwise: Expression }
export interface LambdaNode extends At { readonly kind: "lambda"; readonly function: FunctionNode }
export type ComprehensionClause =
  | { readonly kind: "for"; readonly target: Expression; readonly iterable: Expression }
  | { readonly kind: "if"; readonly test: Expression };
export interface ComprehensionNode extends At {
  readonly kind: "comprehension";
  readonly form: "list" | "set" | "dict" | "generator";
  /** Only for dicts. */
  readonly key: Expression | null;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}
export interface WalrusNode extends At { readonly kind: "walrus"; readonly name: string; readonly value: Expression }
export interface AwaitNode extends At { readonly kind: "await"; readonly value: Expression }
export interface YieldNode extends At { readonly kind: "yield"; readonly value: Expression | null; readonly isFrom: boolean }
/** Could not be read: evaluates to Unknown. */
export interface FailedNode extends At { readonly kind: "failed"; readonly reason: string }

export type Expression =
  | ConstantNode | NameNode | FStringNode | SequenceNode | DictNode | StarredNode | AttributeNode | SubscriptNode | SliceNode | CallNode
  | UnaryNode | BinaryNode | BooleanNode | CompareNode | ConditionalNode | LambdaNode | ComprehensionNode | WalrusNode | AwaitNode
  | YieldNode | FailedNode;

export interface ParameterNode extends At {
  readonly name: string;
  readonly kind: "positional_only" | "positional_or_keyword" | "var_positional" | "keyword_only" | "var_keyword";
  readonly annotation: Expression | null;
  readonly default: Expression | null;
}
export interface FunctionNode extends At {
  readonly name: string;
  readonly parameters: readonly ParameterNode[];
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
  readonly docstring: string | null;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly decorators: readonly Expression[];
  readonly defLine: number;
  /** Names declared `global` or `nonlocal` in it. */
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
}
export interface ClassNode extends At {
  readonly kind: "class";
  readonly name: string;
  readonly bases: readonly ArgumentNode[];
  readonly body: readonly Statement[];
  readonly docstring: string | null;
  readonly decorators: readonly Expression[];
  readonly defLine: number;
}

export interface ExpressionStatement extends At { readonly kind: "expression"; readonly value: Expression }
export interface AssignStatement extends At { readonly kind: "assign"; readonly targets: readonly Expression[]; readonly value: Expression }
export interface AnnotatedStatement extends At { readonly kind: "annotated"; readonly target: Expression; readonly annotation: Expression; readonly value: Expression | null }
export interface AugmentedStatement extends At { readonly kind: "augmented"; readonly target: Expression; readonly operator: string; readonly value: Expression }
export interface ReturnStatement extends At { readonly kind: "return"; readonly value: Expression | null }
export interface RaiseStatement extends At { readonly kind: "raise"; readonly value: Expression | null }
export interface DeleteStatement extends At { readonly kind: "delete"; readonly targets: readonly Expression[] }
export interface PlainStatement extends At { readonly kind: "pass" | "break" | "continue" }
export interface AssertStatement extends At { readonly kind: "assert"; readonly test: Expression }
export interface ImportStatement extends At { readonly kind: "import"; readonly names: readonly { readonly path: string; readonly alias: string | null }[] }
export interface ImportFromStatement extends At {
  readonly kind: "import_from";
  /** Count of leading dots. */
  readonly level: number;
  readonly module: string;
  readonly names: readonly { readonly name: string; readonly alias: string | null }[];
  readonly isStar: boolean;
}
export interface IfStatement extends At { readonly kind: "if"; readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[]; readonly otherwise: readonly Statement[] }
export interface ForStatement extends At { readonly kind: "for"; readonly target: Expression; readonly iterable: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] }
export interface WhileStatement extends At { readonly kind: "while"; readonly test: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[] }
export interface HandlerNode { readonly type: Expression | null; readonly name: string | null; readonly body: readonly Statement[] }
export interface TryStatement extends At { readonly kind: "try"; readonly body: readonly Statement[]; readonly handlers: readonly HandlerNode[]; readonly otherwise: readonly Statement[]; readonly finalizer: readonly Statement[] }
export interface WithStatement extends At { readonly kind: "with"; readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[]; readonly body: readonly Statement[] }
export interface FunctionStatement extends At { readonly kind: "function"; readonly function: FunctionNode }
export interface MatchStatement extends At { readonly kind: "match"; readonly subject: Expression; readonly cases: readonly CaseNode[] }
export interface CaseNode { readonly pattern: Pattern; readonly guard: Expression | null; readonly body: readonly Statement[] }

export type Pattern =
  | { readonly kind: "any" }
  | { readonly kind: "capture"; readonly name: string; readonly inner: Pattern }
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "or"; readonly options: readonly Pattern[] }
  | { readonly kind: "sequence"; readonly items: readonly Pattern[] }
  | { readonly kind: "splat"; readonly name: string | null }
  | { readonly kind: "mapping"; readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[]; readonly rest: string | null }
  | { readonly kind: "class"; readonly type: Expression; readonly positional: readonly Pattern[]; readonly named: readonly { readonly name: string; readonly pattern: Pattern }[] };

export type Statement =
  | ExpressionStatement | AssignStatement | AnnotatedStatement | AugmentedStatement | ReturnStatement | RaiseStatement | DeleteStatement
  | PlainStatement | AssertStatement | ImportStatement | ImportFromStatement | IfStatement | ForStatement | WhileStatement | TryStatement
  | WithStatement | FunctionStatement | ClassNode | MatchStatement;

export interface SyntaxProblem { readonly line: number; readonly message: string }

/** One file's content, read. */
export interface ParsedModule {
  readonly body: readonly Statement[];
  readonly docstring: string | null;
  readonly problems: readonly SyntaxProblem[];
}
