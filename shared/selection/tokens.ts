/** Text -> tokens of the selection language. The longest match wins, then the order of declaration in Dagster's grammar. */
import { attributeNames, functionNames, type Token, type TokenKind } from "./syntax.ts";

const words: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ["and", "and"], ["AND", "and"], ["or", "or"], ["OR", "or"], ["not", "not"], ["NOT", "not"],
  ...attributeNames.map((name) => [name, "attribute"] as const),
  ...functionNames.map((name) => [name, "function"] as const),
]);

const punctuation: { readonly [sign: string]: TokenKind } = { "+": "plus", ":": "colon", "=": "equal", "(": "left", ")": "right", ",": "comma" };

const patterns = {
  space: /[ \t\r\n]+/y,
  digits: /[0-9]+/y,
  quoted: /"[^"\\\r\n]*"/y,
  null: /<null>/y,
  word: /[a-zA-Z_*][a-zA-Z0-9_*/]*/y,
};

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(patterns.space, text, at);
    if (space) {
      at += space.length;
      continue;
    }
    const token = nextToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function nextToken(text: string, start: number): Token {
  const make = (kind: TokenKind, source: string, shown = source): Token => ({ kind, text: shown, start, end: start + source.length });
  const digits = matchAt(patterns.digits, text, start);
  if (digits) return make("digits", digits);
  const quoted = matchAt(patterns.quoted, text, start);
  if (quoted) return make("quoted", quoted, quoted.slice(1, -1));
  const nothing = matchAt(patterns.null, text, start);
  if (nothing) return make("null", nothing);
  const word = matchAt(patterns.word, text, start);
  if (word === "*") return make("star", word);
  if (word) return make(words.get(word) ?? (word.includes("*") ? "wildcard" : "bare"), word);
  const sign = text[start]!;
  const kind = punctuation[sign];
  if (kind) return make(kind, sign);
  return make("bad", String.fromCodePoint(text.codePointAt(start)!));
}
