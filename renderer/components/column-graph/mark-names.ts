/** An expression of SQL -> its parts, with the names of one column marked (`o.amount`, `"amount"`). Text in quotes of strings is left alone. Pure. */

export interface MarkedPart {
  readonly text: string;
  readonly isMark: boolean;
}

/** A string, else a name with what qualifies it, else anything. */
const token = /'(?:[^']|'')*'|(?:[\p{L}_$][\p{L}\p{N}_$]*|"[^"]+"|`[^`]+`|\[[^\]]+\])(?:\s*\.\s*(?:[\p{L}_$][\p{L}\p{N}_$]*|"[^"]+"|`[^`]+`|\[[^\]]+\]))*/gu;

export function markNames(expression: string, column: string): readonly MarkedPart[] {
  const wanted = column.toLowerCase();
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const match of expression.matchAll(token)) {
    const text = match[0];
    const last = text.split(".").at(-1)?.trim().replace(/^["`[]|["`\]]$/g, "").toLowerCase();
    if (text.startsWith("'") || last !== wanted) continue;
    if (match.index > at) parts.push({ text: expression.slice(at, match.index), isMark: false });
    parts.push({ text, isMark: true });
    at = match.index + text.length;
  }
  if (at < expression.length) parts.push({ text: expression.slice(at), isMark: false });
  return parts;
}
