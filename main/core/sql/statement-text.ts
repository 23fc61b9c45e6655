/**
 * Places in a statement's text. Syntax trees tell where names stand, not where expressions begin and end; the item of a select list
 * that holds the names is the expression as its author wrote it.
 */

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** The text with strings and comments blanked, character for character: what commas, brackets and keywords remain is syntax. */
export function plainText(text: string): string {
  return text.replace(/'(?:[^'\\]|''|\\.)*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (held) => held.replace(/[^\n]/g, held.startsWith("'") ? "x" : " "));
}

/** Items of all select lists, outer ones before those inside them. */
export function selectItems(plain: string): readonly TextSpan[] {
  const items: TextSpan[] = [];
  // One entry a bracket that is open: where the current item of its select list began, null outside of one.
  const open: (number | null)[] = [null];
  const close = (end: number, next: number | null): void => {
    const start = open.at(-1) ?? null;
    if (start !== null) items.push(trimmed(plain, start, end));
    open[open.length - 1] = next;
  };
  const syntax = /[()[\],;]|\bselect\b(?:\s+(?:distinct\s+on\s*\([^()]*\)|distinct\b|all\b))?|(?<!\bdistinct\s+)\bfrom\b|\b(?:union|intersect|where|qualify|limit|into|having)\b|\bexcept\b(?!\s*\()|\b(?:order|group)\s+by\b|\bwindow\s+\w+\s+as\b/gi;
  for (const match of plain.matchAll(syntax)) {
    const at = match.index;
    const word = match[0].toLowerCase();
    if (word === "(" || word === "[") open.push(null);
    else if (word === ")" || word === "]") {
      close(at, null);
      if (open.length > 1) open.pop();
    } else if (word === ",") {
      if (open.at(-1) !== null) close(at, at + 1);
    } else close(at, word.startsWith("select") ? at + word.length : null);
  }
  close(plain.length, null);
  return items.sort((a, b) => a.start - b.start || b.end - a.end);
}

function trimmed(plain: string, start: number, end: number): TextSpan {
  const held = plain.slice(start, end);
  return { start: start + held.length - held.trimStart().length, end: end - (held.length - held.trimEnd().length) };
}

/** The innermost item that holds the span, or null. */
export function itemAround(items: readonly TextSpan[], span: TextSpan): TextSpan | null {
  let found: TextSpan | null = null;
  for (const item of items) {
    if (item.start > span.start) break;
    if (item.end >= span.end) found = item;
  }
  return found;
}

/** Syntax trees count characters (code points); strings of ours count UTF-16 units. */
export function unitOffsets(text: string): (characters: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (characters) => characters;
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) starts.push(at);
  return (characters) => starts[characters] ?? text.length;
}

/** From 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}
