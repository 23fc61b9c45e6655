/**
 * What the families of syntax (expressions, statements, functions, ...) share while one parser tree becomes our own nodes: access to
 * the tree with few calls into the parser's WebAssembly, positions, and the functions of the other families. Reads, converts nothing.
 */
import type { Node } from "web-tree-sitter";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Expression, Statement } from "./nodes.ts";

/** A node of the parser with its type read once: each property of a `Node` is a call into WebAssembly. */
export interface Kid { readonly type: string; readonly node: Node }

/** What is collected about the function that is being read. */
export interface FunctionFacts { isGenerator: boolean; readonly globals: Set<string>; readonly nonlocals: Set<string> }

export interface Converter {
  readonly file: string;
  readonly text: string;
  /** Added to rows of the parser: a part of a file is read with the lines of the whole. */
  readonly firstLine: number;
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
  const kids: Kid[] = [];
  for (const node of kid.node.children) {
    const type = node.type;
    if (type !== "comment" && type !== "line_continuation") kids.push({ type, node });
  }
  return kids;
}

const punctuation = new Set(["(", ")", "[", "]", "{", "}", ",", ":", ";", "=", "ERROR"]);

/** Children that carry meaning: no brackets, commas or colons. */
export function partsOf(kid: Kid): Kid[] {
  return kidsOf(kid).filter((part) => !punctuation.has(part.type));
}

export function textOf(c: Converter, kid: Kid): string {
  return c.text.slice(kid.node.startIndex, kid.node.endIndex);
}

export function spanOf(c: Converter, kid: Kid): SourceSpan {
  return spanBetween(c, kid, kid);
}

export function spanBetween(c: Converter, first: Kid, last: Kid): SourceSpan {
  const start = first.node.startPosition;
  const end = last.node.endPosition;
  return { file: c.file, line: start.row + c.firstLine, endLine: end.row + c.firstLine, column: start.column + 1 };
}
