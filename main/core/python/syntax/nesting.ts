/**
 * Cuts what nests too deeply, and literals of too many items, out of a source text before the parser (which recurses) sees it: they become `...`,
 * everything keeps its place. Also evens out what the parser counts differently from Python: line ends, byte order mark, NUL.
 */

export interface ShallowText {
  readonly text: string;
  /** Where a `...` stands for what was cut out. */
  readonly cuts: ReadonlySet<number>;
  /** Start of each line that holds a cut, for the problem; first one only. */
  readonly firstCut: number | null;
}

/** Line ends become `\n` (Python takes `\r` alone as one too), the byte order mark goes, NUL and form feed become blanks. */
export function normalizeText(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (!/[\r\0\f]/.test(body)) return body;
  return body.replaceAll(/\r\n?/g, "\n").replaceAll(/[\0\f]/g, " ");
}

/** Items of one literal; generated tables beyond it would take gigabytes as a tree. */
const mostItems = 20_000;

/** A region takes the place of those inside it. */
function addRegion(regions: [number, number][], start: number, end: number): void {
  while ((regions.at(-1)?.[0] ?? -1) >= start) regions.pop();
  regions.push([start, end]);
}

const backslash = 92;
const newline = 10;

/** One pass over the text; strings and comments do not count. */
export function cutDeepNesting(text: string, deepest: number): ShallowText {
  const cuts = new Set<number>();
  let depth = 0;
  let cutStart = -1;
  /** Where each open bracket starts and how many commas it has held so far. */
  const starts: number[] = [];
  const commas: number[] = [];
  const regions: [number, number][] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 35) {
      const end = text.indexOf("\n", index);
      index = end < 0 ? text.length : end;
    } else if (code === 34 || code === 39) index = skipString(text, index, code);
    else if (code === backslash) index += 1;
    else if (code === 40 || code === 91 || code === 123) {
      depth += 1;
      if (depth === deepest + 1) cutStart = index;
      if (depth <= deepest) {
        starts[depth] = index;
        commas[depth] = 0;
      }
    } else if (code === 44) {
      if (depth > 0 && depth <= deepest) commas[depth] = (commas[depth] ?? 0) + 1;
    } else if ((code === 41 || code === 93 || code === 125) && depth > 0) {
      if (depth === deepest + 1 && index - cutStart >= 2) regions.push([cutStart, index + 1]);
      if (depth <= deepest && (commas[depth] ?? 0) > mostItems) addRegion(regions, starts[depth] ?? index, index + 1);
      depth -= 1;
    }
  }
  if (depth > deepest) regions.push([cutStart, text.length]);
  if (regions.length === 0) return { text, cuts, firstCut: null };
  const pieces: string[] = [];
  let position = 0;
  for (const [start, end] of regions) {
    pieces.push(text.slice(position, start), "...", text.slice(start + 3, end).replaceAll(/[^\n]/g, " "));
    cuts.add(start);
    position = Math.max(end, start + 3);
  }
  pieces.push(text.slice(position));
  return { text: pieces.join(""), cuts, firstCut: regions[0]?.[0] ?? null };
}

/** Index of the last character of the string literal that starts at `start`. */
function skipString(text: string, start: number, quote: number): number {
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  const closing = String.fromCharCode(quote).repeat(3);
  let index = start + (isTriple ? 3 : 1);
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === backslash) index += 1;
    else if (!isTriple && (code === quote || code === newline)) return index;
    else if (isTriple && code === quote && text.startsWith(closing, index)) return index + 2;
  }
  return index;
}
