/**
 * What the families of syntax (expressions, statements, functions, ...) share while one parser tree becomes our own nodes: access to
 * the tree with few calls into the parser's WebAssembly, positions, and the functions of the other families. Reads, converts nothing.
 */
import type { Node } from "web-tree-sitter";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Expression, Statement } from "./nodes.ts";

/**
 * A node of the parser. Each property of a `Node` is a call into WebAssembly, so type and end are asked for once, when needed, and
 * the character that a node starts with answers what it can.
 */
export class Kid {
  readonly node: Node;
  private readonly text: string;
  private knownType: string | undefined;
  private knownEnd = -1;

  constructor(node: Node, text: string) {
    this.node = node;
    this.text = text;
  }

  get type(): string {
    return (this.knownType ??= this.node.type);
  }

  /** Index after its last character. */
  get end(): number {
    if (this.knownEnd < 0) this.knownEnd = this.node.endIndex;
    return this.knownEnd;
  }

  /** Code of its first character. */
  get first(): number {
    return this.text.charCodeAt(this.node.startIndex);
  }

  /** Children without comments and line continuations. */
  children(): Kid[] {
    const kids: Kid[] = [];
    for (const node of this.node.children) {
      const code = this.text.charCodeAt(node.startIndex);
      const kid = new Kid(node, this.text);
      if (code === 35 && kid.type === "comment") continue;
      if (code === 92 && kid.type === "line_continuation") continue;
      kids.push(kid);
    }
    return kids;
  }
}

/** What is collected about the function that is being read. */
export interface FunctionFacts { isGenerator: boolean; readonly globals: Set<string>; readonly nonlocals: Set<string> }

export interface Converter {
  readonly file: string;
  readonly text: string;
  /** Added to rows of the parser: a part of a file is read with the lines of the whole. */
  readonly firstLine: number;
  /** Index of the first character of each line. */
  readonly lineStarts: readonly number[];
  /** Start indexes of what was cut out because it nests too deeply. */
  readonly cuts: ReadonlySet<number>;
  readonly functions: FunctionFacts[];
  depth: number;
  expression(kid: Kid): Expression;
  statements(kid: Kid): Statement[];
  block(kid: Kid | undefined): Statement[];
}

/** Nesting of syntax beyond this is Unknown: evaluation recurses, and its stack is finite. */
export const deepestSyntax = 180;

export function kidsOf(kid: Kid): Kid[] {
  return kid.children();
}

const punctuation = new Set(["(", ")", "[", "]", "{", "}", ",", ":", ";", "=", "ERROR"]);

/** Characters that only a token of one character starts with: `)`, `,`, `;`, `]`, `}`. */
const loneTokens = new Set([41, 44, 59, 93, 125]);

/** Children that carry meaning: no brackets, commas or colons. */
export function partsOf(kid: Kid): Kid[] {
  return kid.children().filter((part) => !loneTokens.has(part.first) && !punctuation.has(part.type));
}

export function textOf(c: Converter, kid: Kid): string {
  return c.text.slice(kid.node.startIndex, kid.end);
}

export function spanOf(c: Converter, kid: Kid): SourceSpan {
  return spanBetween(c, kid, kid);
}

export function spanBetween(c: Converter, first: Kid, last: Kid): SourceSpan {
  const start = first.node.startPosition;
  const line = start.row + c.firstLine;
  const end = last.end;
  let row = start.row;
  while ((c.lineStarts[row + 1] ?? Number.POSITIVE_INFINITY) < end) row += 1;
  return { file: c.file, line, endLine: row + c.firstLine, column: start.column + 1 };
}
