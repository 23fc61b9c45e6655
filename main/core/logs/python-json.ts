/**
 * Text that Python's `json.dumps` wrote -> plain JSON values. Takes what Python writes and JSON forbids (NaN, Infinity, -Infinity) and
 * keeps integers that a double cannot hold: both become their text. Nesting is cut at a depth that no event of Dagster's has.
 * Mirrors `json.loads`: of duplicate keys the last counts; `__proto__` is a key like any other. Knows nothing of Dagster.
 */
import type { Json } from "../../../shared/model.ts";

/** Stands where nesting went past `maxParseDepth`. Compare by identity. */
export const tooDeep: Json = Object.freeze({ "(nested too deep)": null });

const maxParseDepth = 400;
/** Above this, the reader below is used at once: `JSON.parse` has no limit on nesting. */
const fastPathLength = 200_000;

/** What `JSON.parse` would refuse (NaN, Infinity) or change silently (long integers, numbers past the range of a double), also inside strings. */
function mayNeedCare(text: string): boolean {
  return text.includes("NaN") || text.includes("Infinity") || /\d{16}|\d[eE]\+?\d{3}/.test(text);
}

/** The same, where a value may begin: slower, and rarely needed. */
const needsCare = /(?:^|[:,[])\s*-?(?:NaN|Infinity|\d{16}|\d[\d.]*[eE]\+?\d{3})/;

export class PythonJsonError extends Error {}

/** Throws PythonJsonError with the position where the text stops being JSON. */
export function parsePythonJson(text: string): Json {
  if (text.length <= fastPathLength && !(mayNeedCare(text) && needsCare.test(text))) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // Slower, but says where and what.
    }
  }
  return new Reader(text).readAll();
}

/** A number as the contract wants it: a JSON number where that is exact, else its text. */
function exactNumber(literal: string): number | string {
  const value = Number(literal);
  if (!Number.isFinite(value)) return literal;
  const isInteger = !/[.eE]/.test(literal);
  return isInteger && !Number.isSafeInteger(value) ? literal : value;
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["null", null], ["true", true], ["false", false], ["NaN", "NaN"], ["Infinity", "Infinity"], ["-Infinity", "-Infinity"],
]);
const wordPattern = /null|true|false|NaN|-?Infinity/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): Json {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#error("text after the end");
    return value;
  }

  #value(depth: number): Json {
    this.#space();
    const first = this.#text[this.#at];
    if (first === undefined) throw this.#error("the text ends early");
    if (first === "{" || first === "[") {
      if (depth >= maxParseDepth) return this.#skip();
      return first === "{" ? this.#object(depth + 1) : this.#array(depth + 1);
    }
    if (first === '"') return this.#string();
    const word = this.#match(wordPattern);
    if (word !== null) return words.get(word)!;
    const number = this.#match(numberPattern);
    if (number === null) throw this.#error("no value");
    return exactNumber(number);
  }

  #object(depth: number): Json {
    const value: { [key: string]: Json } = {};
    this.#at++;
    this.#space();
    if (this.#take("}")) return value;
    for (;;) {
      this.#space();
      const key = this.#string();
      this.#space();
      if (!this.#take(":")) throw this.#error("no colon");
      const member = this.#value(depth);
      if (key === "__proto__") Object.defineProperty(value, key, { value: member, enumerable: true, configurable: true, writable: true });
      else value[key] = member;
      this.#space();
      if (this.#take("}")) return value;
      if (!this.#take(",")) throw this.#error("no comma");
    }
  }

  #array(depth: number): Json {
    const items: Json[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return items;
    for (;;) {
      items.push(this.#value(depth));
      this.#space();
      if (this.#take("]")) return items;
      if (!this.#take(",")) throw this.#error("no comma");
    }
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#error("no string");
    let end = start;
    let escapes = 0;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) throw this.#error("a string without an end");
      for (escapes = 0; this.#text[end - 1 - escapes] === "\\"; escapes++);
    } while (escapes % 2 === 1);
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      throw this.#error("a broken string");
    }
  }

  /** Passes over a bracketed value without building it, however deep it is. */
  #skip(): Json {
    let depth = 0;
    do {
      const character = this.#text[this.#at];
      if (character === undefined) throw this.#error("the text ends early");
      if (character === '"') {
        this.#string();
        continue;
      }
      if (character === "{" || character === "[") depth++;
      else if (character === "}" || character === "]") depth--;
      this.#at++;
    } while (depth > 0);
    return tooDeep;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }

  #error(what: string): PythonJsonError {
    return new PythonJsonError(`${what} at character ${this.#at}`);
  }
}
