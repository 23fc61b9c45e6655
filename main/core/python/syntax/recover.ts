/**
 * Reads a whole file, or, when it has errors, the parts of it that have none. tree-sitter's own recovery loses every function after
 * an unclosed bracket, so a broken file is split where a line starts a definition at the left margin, parts that still fail are split
 * at every statement of the left margin, and what fails then is left out with a problem at its line.
 */
import type { Node } from "web-tree-sitter";
import { Kid } from "./converter.ts";
import { convertModule } from "./convert.ts";
import { cutDeepNesting } from "./nesting.ts";
import type { Statement, SyntaxProblem } from "./nodes.ts";
import { type ParseBudget, parseTree } from "./parser.ts";

/** Brackets within brackets; more is cut out. */
const deepestBrackets = 150;

interface Reading { readonly body: Statement[]; readonly problems: SyntaxProblem[] }
interface Attempt extends Reading { readonly errorLine: number | null }

/** Files of millions of characters of usual code stay below it; error recovery on garbage does not. */
const wholeBudget = 120_000;
const partsBudget = 12_000;
/** Each part costs a parse of its own, however short it is. */
const mostParts = 4_000;

interface Recovery extends ParseBudget { parts: number }

export function readSource(file: string, text: string): Reading {
  const whole = attempt(file, text, 1, { left: wholeBudget }, false);
  if (whole.errorLine === null) return whole;
  const recovery: Recovery = { left: partsBudget + (text.length >> 6), parts: mostParts };
  return readParts(file, splitAt(text, 1, definitionStart), recovery, true);
}

interface Part { readonly text: string; readonly firstLine: number }

const definitionStart = /^(?:@|def\b|class\b|async\s+def\b)/;
const statementStart = /^[^\s#)\]},.:]/;
const continuation = /^(?:else|elif|except|finally)\b/;

function splitAt(text: string, firstLine: number, start: RegExp): Part[] {
  const parts: Part[] = [];
  const lines = text.split("\n");
  let from = 0;
  for (let index = 1; index <= lines.length; index += 1) {
    const line = lines[index];
    const previous = lines[index - 1] ?? "";
    const isStart = line === undefined || (start.test(line) && !continuation.test(line) && !previous.startsWith("@"));
    if (!isStart) continue;
    parts.push({ text: lines.slice(from, index).join("\n") + "\n", firstLine: firstLine + from });
    from = index;
  }
  return parts;
}

function readParts(file: string, parts: readonly Part[], recovery: Recovery, maySplit: boolean): Reading {
  const body: Statement[] = [];
  const problems: SyntaxProblem[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (!part || part.text.trim() === "") continue;
    recovery.parts -= 1;
    if (recovery.parts < 0 || recovery.left < 0) {
      problems.push({ line: part.firstLine, message: "Too many errors: what follows was not read" });
      break;
    }
    let read = attempt(file, part.text, part.firstLine, recovery, !maySplit);
    if (read.errorLine !== null) {
      const joined = joinWithNext(file, parts, index, recovery);
      if (joined) {
        read = joined.read;
        index = joined.last;
      }
    }
    if (read.errorLine === null) {
      body.push(...read.body);
      problems.push(...read.problems);
    } else if (maySplit) {
      const inner = readParts(file, splitAt(part.text, part.firstLine, statementStart), recovery, false);
      body.push(...inner.body);
      problems.push(...inner.problems);
    } else {
      body.push(...read.body.filter((statement) => statement.kind === "function" || statement.kind === "class"));
      problems.push(...read.problems, { line: read.errorLine, message: "Python syntax that could not be read" });
    }
  }
  return { body, problems };
}

/** A string over several lines may hold lines that look like definitions: parts that belong together are tried together. */
function joinWithNext(file: string, parts: readonly Part[], index: number, recovery: Recovery): { read: Attempt; last: number } | null {
  const first = parts[index];
  if (!first || (first.text.split('"""').length % 2 === 1 && first.text.split("'''").length % 2 === 1)) return null;
  let text = first.text;
  for (let last = index + 1; last < Math.min(index + 6, parts.length); last += 1) {
    text += parts[last]?.text ?? "";
    const read = attempt(file, text, first.firstLine, recovery, false);
    if (read.errorLine === null) return { read, last };
  }
  return null;
}

/** `isTolerant`: gives what can be read beside errors, too. */
function attempt(file: string, source: string, firstLine: number, budget: ParseBudget, isTolerant: boolean): Attempt {
  const { text, cuts, firstCut } = cutDeepNesting(source, deepestBrackets);
  const problems: SyntaxProblem[] = [];
  if (firstCut !== null) problems.push({ line: firstLine + countLines(text, firstCut), message: "Nested too deeply or too long: a part was left out" });
  const tree = parseTree(text, budget);
  if (!tree) return { body: [], problems, errorLine: firstLine };
  try {
    const root = tree.rootNode;
    const errorLine = root.hasError ? firstLine + errorRow(root) : null;
    if (errorLine !== null && !isTolerant) return { body: [], problems, errorLine };
    return { body: convertModule(new Kid(root, text), { file, text, firstLine, cuts }), problems, errorLine };
  } finally {
    tree.delete();
  }
}

function countLines(text: string, end: number): number {
  let lines = 0;
  for (let index = text.indexOf("\n"); index >= 0 && index < end; index = text.indexOf("\n", index + 1)) lines += 1;
  return lines;
}

/** Row of the first node that is wrong or missing. */
function errorRow(root: Node): number {
  let node = root;
  for (let depth = 0; depth < 10_000; depth += 1) {
    const next = node.children.find((child) => child.hasError || child.isMissing);
    if (!next) return node.startPosition.row;
    if (next.isError || next.isMissing) return next.startPosition.row;
    node = next;
  }
  return node.startPosition.row;
}
