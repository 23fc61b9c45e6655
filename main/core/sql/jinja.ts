/**
 * SQL with Jinja (as dbt and others write it) -> plain SQL with the same lines, and as far as possible the same columns. Nothing is
 * executed: `ref` and `source` become table names, comments and settings become blanks, a loop over a literal list is unrolled, of a
 * condition the first branch stays. Whatever else a template computes becomes a name or NULL, and a problem says so.
 */

export interface RenderedSql {
  readonly text: string;
  readonly problems: readonly { readonly message: string; readonly line: number | null }[];
}

type Variables = ReadonlyMap<string, string | readonly string[]>;
type Piece = { readonly kind: "text" | "expression" | "statement"; readonly text: string; readonly inner: string; readonly line: number };

const mostTurns = 200;
const longestRendered = 400_000;

export function renderJinja(sql: string): RenderedSql {
  if (!/\{[{%#]/.test(sql)) return { text: sql, problems: [] };
  const pieces = split(sql);
  const problems: { message: string; line: number | null }[] = [];
  const told = new Set<string>();
  let made = 0;

  const variables = new Map<string, string | readonly string[]>();
  const rendered = render(0, pieces.length, variables, true);
  return { text: rendered, problems };

  function tell(message: string, line: number): void {
    if (told.has(message)) return;
    told.add(message);
    problems.push({ message, line });
  }

  /** Pieces `from` to `to`; `isKept` false leaves their line breaks alone. */
  function render(from: number, to: number, known: Map<string, string | readonly string[]>, isKept: boolean): string {
    let text = "";
    for (let i = from; i < to; i++) {
      const piece = pieces[i]!;
      if (made > longestRendered) return text;
      if (piece.kind === "text") text += isKept ? piece.text : blank(piece.text);
      else if (piece.kind === "expression") text += isKept ? expression(piece, known, text) : blank(piece.text);
      else {
        const word = /^\w+/.exec(piece.inner)?.[0] ?? "";
        const end = closing(i, to);
        if (word === "if") {
          text += condition(i, end, known, isKept);
          i = end;
        } else if (word === "for") {
          text += loop(i, end, known, isKept);
          i = end;
        } else if (["macro", "call", "snapshot", "test", "filter"].includes(word)) {
          if (word === "snapshot") text += blank(piece.text) + render(i + 1, end, known, isKept) + blank(pieces[end]?.text ?? "");
          else text += pieces.slice(i, end + 1).map((one) => blank(one.text)).join("");
          i = end;
        } else {
          if (word === "set") assign(piece, known);
          // `{% set x %}...{% endset %}` holds text that is not part of the statement.
          if (word === "set" && !piece.inner.includes("=")) {
            text += pieces.slice(i, end + 1).map((one) => blank(one.text)).join("");
            i = end;
          } else text += blank(piece.text);
        }
      }
    }
    made += text.length;
    return text;
  }

  /** Number of the piece that ends the block, or the last one. */
  function closing(start: number, to: number): number {
    const word = /^\w+/.exec(pieces[start]!.inner)?.[0] ?? "";
    let depth = 0;
    for (let i = start; i < to; i++) {
      if (pieces[i]!.kind !== "statement") continue;
      const inner = pieces[i]!.inner;
      if (new RegExp(`^${word}\\b`).test(inner) && !(word === "set" && inner.includes("="))) depth++;
      else if (new RegExp(`^end${word}\\b`).test(inner) && --depth === 0) return i;
    }
    return to - 1;
  }

  function condition(start: number, end: number, known: Map<string, string | readonly string[]>, isKept: boolean): string {
    let text = "";
    let isTaken = false;
    let depth = 0;
    let from = start + 1;
    let isCurrent = isTrue(pieces[start]!.inner.replace(/^if\b/, ""), known);
    text += blank(pieces[start]!.text);
    for (let i = start + 1; i <= end; i++) {
      const { kind, inner } = pieces[i]!;
      if (kind === "statement" && /^if\b/.test(inner)) depth++;
      else if (kind === "statement" && /^endif\b/.test(inner) && i !== end) depth--;
      const isBranch = kind === "statement" && depth === 0 && (/^(elif|else)\b/.test(inner) || i === end);
      if (!isBranch) continue;
      text += render(from, i, known, isKept && isCurrent && !isTaken);
      isTaken ||= isCurrent;
      text += blank(pieces[i]!.text);
      from = i + 1;
      isCurrent = /^else\b/.test(inner) || isTrue(inner.replace(/^elif\b/, ""), known);
    }
    return text;
  }

  function loop(start: number, end: number, known: Map<string, string | readonly string[]>, isKept: boolean): string {
    const piece = pieces[start]!;
    const match = /^for\s+(\w+)\s+in\s+([\s\S]+)$/.exec(piece.inner);
    const values = match && listOf(match[2]!.trim(), known);
    if (isKept && !values) tell(`the loop "${piece.inner.slice(0, 80)}" is not over a literal list; its body is read once`, piece.line);
    const turns = (values ?? ["x"]).slice(0, mostTurns);
    let text = blank(piece.text);
    turns.forEach((value, turn) => {
      const inner = new Map(known);
      if (match) inner.set(match[1]!, value);
      inner.set("loop.last", String(turn === turns.length - 1)).set("loop.first", String(turn === 0)).set("loop.index", String(turn + 1)).set("loop.index0", String(turn));
      const body = render(start + 1, end, inner, isKept);
      // The lines of the body count once: all turns but the last are put on the line where its text begins.
      const lead = /^\s*/.exec(body)![0];
      if (turn === 0) text += lead;
      text += turn === turns.length - 1 ? body.slice(lead.length) : `${body.replace(/--[^\n]*/g, "").replace(/\s*\n\s*/g, " ").trim()} `;
    });
    if (turns.length === 0) text += pieces.slice(start + 1, end).map((one) => blank(one.text)).join("");
    return text + blank(pieces[end]?.text ?? "");
  }

  function expression(piece: Piece, known: Variables, before: string): string {
    const inner = piece.inner;
    const table = tableName(inner);
    if (table !== null) return padded(table, piece.text);
    if (/^(config|log|debug|print|do|return)\s*\(/.test(inner)) return blank(piece.text);
    if (/^this\b/.test(inner)) return padded("__this__", piece.text);
    const value = valueOf(inner, known);
    if (value !== null) return keepLines(value, piece.text);
    tell(`{{ ${inner.slice(0, 80)} }} is not evaluated`, piece.line);
    // Inside a string or a name any word will do; where a table stands, a name; else a value without sources.
    const isInString = (before.split("\n").at(-1)!.match(/'/g)?.length ?? 0) % 2 === 1;
    if (isInString || /[\w"`]$/.test(before)) return keepLines("jinja", piece.text);
    return padded(/\b(from|join|into|table|update)\s*$/i.test(before) ? "__jinja__" : "null", piece.text);
  }
}

/** `{{ }}`, `{% %}` and `{# #}` apart from the text around them; comments become text of blanks. */
function split(sql: string): Piece[] {
  const pieces: Piece[] = [];
  let line = 1;
  let last = 0;
  const add = (kind: Piece["kind"], text: string, inner: string): void => {
    if (text !== "") pieces.push({ kind, text, inner, line });
    line += text.split("\n").length - 1;
  };
  for (const match of sql.matchAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g)) {
    add("text", sql.slice(last, match.index), "");
    const inner = match[0].slice(2, -2).replace(/^[-+]|[-+]$/g, "").trim();
    if (match[0].startsWith("{#")) add("text", blank(match[0]), "");
    else add(match[0].startsWith("{{") ? "expression" : "statement", match[0], inner);
    last = match.index + match[0].length;
  }
  add("text", sql.slice(last), "");
  return pieces;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** `text` in the place of `whole`: as long as it, with as many lines. */
function padded(text: string, whole: string): string {
  return keepLines(text, whole) + " ".repeat(Math.max(0, (whole.split("\n").at(-1) ?? "").length - text.length));
}

function keepLines(text: string, whole: string): string {
  return text + "\n".repeat(whole.split("\n").length - 1);
}

/** `ref('model')`, `ref('package', 'model')`, `source('source', 'table')` as a name. */
function tableName(inner: string): string | null {
  const match = /^(ref|source)\s*\(\s*(['"])([^'"]+)\2\s*(?:,\s*(['"])([^'"]+)\4\s*)?(?:,\s*\w+\s*=[^)]*)?\)$/.exec(inner);
  if (!match) return null;
  const [, kind, , first, , second] = match;
  const quote = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replace(/"/g, "")}"`);
  if (second === undefined) return kind === "ref" ? quote(first!) : null;
  return kind === "ref" ? quote(second) : `${quote(first!)}.${quote(second)}`;
}

function assign(piece: Piece, known: Map<string, string | readonly string[]>): void {
  const match = /^set\s+(\w+)\s*=\s*([\s\S]+)$/.exec(piece.inner);
  if (!match) return;
  const text = match[2]!.trim();
  const value = listOf(text, known) ?? valueOf(text, known);
  if (value === null) known.delete(match[1]!);
  else known.set(match[1]!, value);
}

/** A literal list of texts and numbers, or a variable that holds one. */
function listOf(text: string, known: Variables): readonly string[] | null {
  const held = known.get(text);
  if (Array.isArray(held)) return held as readonly string[];
  const match = /^[[(]([\s\S]*)[\])]$/.exec(text);
  if (!match) return null;
  const items = match[1]!.trim().replace(/,$/, "").match(/'[^']*'|"[^"]*"|-?[\d.]+|[^,\s][^,]*/g) ?? [];
  const values = items.map((item) => literal(item.trim()));
  return values.some((value) => value === null) ? null : (values as string[]);
}

function literal(text: string): string | null {
  return /^'[^']*'$|^"[^"]*"$/.test(text) ? text.slice(1, -1) : /^-?\d+(\.\d+)?$/.test(text) ? text : null;
}

function valueOf(text: string, known: Variables): string | null {
  const plain = /^([\w.]+)\s*(?:\|\s*(lower|upper|trim|string))?$/.exec(text);
  const held = plain ? known.get(plain[1]!) : undefined;
  if (typeof held === "string") return plain![2] === "lower" ? held.toLowerCase() : plain![2] === "upper" ? held.toUpperCase() : held;
  const withDefault = /^var\s*\(\s*['"][^'"]+['"]\s*,\s*([\s\S]+)\)$/.exec(text);
  return literal(withDefault ? withDefault[1]!.trim() : text);
}

/** Conditions that are known are decided; of the rest the first branch is read. */
function isTrue(condition: string, known: Variables): boolean {
  const match = /^\s*(not\s+)?([\w.]+)\s*$/.exec(condition);
  const held = match ? known.get(match[2]!) : undefined;
  return typeof held === "string" && (held === "true" || held === "false") ? (held === "true") !== (match![1] !== undefined) : true;
}
