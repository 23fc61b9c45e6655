/**
 * Text of the selection language -> its tree, or one error with its position. Precedence as in Dagster's grammar: traversal binds
 * tighter than `not`, `not` than `and`, `and` than `or`; `and` and `or` group to the left.
 */
import { pairAttributes, type AttributeName, type PairAttribute, type Selection, type SelectionError, type SelectionValue, type Token, type ValueAttribute } from "./syntax.ts";
import { tokenize } from "./tokens.ts";

export type ParsedSelection = { readonly selection: Selection; readonly error: null } | { readonly selection: null; readonly error: SelectionError };

/** Deeper nesting than people write; keeps hostile input from the end of the stack. */
const maxDepth = 200;

class SyntaxProblem extends Error {
  readonly token: Token;
  constructor(message: string, token: Token) {
    super(message);
    this.token = token;
  }
}

export function parseSelection(text: string): ParsedSelection {
  try {
    return { selection: new SelectionParser(tokenize(text)).parse(), error: null };
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return { selection: null, error: { message: problem.message, start: problem.token.start, end: problem.token.end } };
  }
}

class SelectionParser {
  #at = 0;
  #depth = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Selection {
    const selection = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== "end") throw new SyntaxProblem(`Expected "and", "or" or the end, found ${describe(rest)}`, rest);
    return selection;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  #take(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #expect(kind: Token["kind"], what: string): Token {
    const token = this.#take();
    if (token.kind !== kind) throw new SyntaxProblem(`Expected ${what}, found ${describe(token)}`, token);
    return token;
  }

  /** `strength` 0 takes `or` and `and`, 1 only `and`, 2 neither. */
  #expression(strength: number): Selection {
    if (++this.#depth > maxDepth) throw new SyntaxProblem("Too deeply nested", this.#peek());
    let left = this.#prefix();
    for (;;) {
      const next = this.#peek();
      if (next.kind === "and" && strength <= 1) {
        this.#take();
        left = { kind: "and", left, right: this.#expression(2) };
      } else if (next.kind === "or" && strength === 0) {
        this.#take();
        left = { kind: "or", left, right: this.#expression(1) };
      } else break;
    }
    this.#depth--;
    return left;
  }

  #prefix(): Selection {
    const first = this.#peek();
    if (first.kind === "not") {
      this.#take();
      return { kind: "not", of: this.#expression(2) };
    }
    if (first.kind === "star") {
      this.#take();
      return { kind: "all" };
    }
    const up = this.#upTraversal();
    const of = this.#term();
    const down = this.#downTraversal();
    return up === undefined && down === undefined ? of : { kind: "walk", of, up, down };
  }

  #upTraversal(): number | null | undefined {
    if (this.#peek().kind === "digits" && this.#peek(1).kind === "plus") {
      const depth = Number(this.#take().text);
      this.#take();
      return depth;
    }
    if (this.#peek().kind !== "plus") return undefined;
    this.#take();
    return null;
  }

  #downTraversal(): number | null | undefined {
    if (this.#peek().kind !== "plus") return undefined;
    this.#take();
    return this.#peek().kind === "digits" ? Number(this.#take().text) : null;
  }

  #term(): Selection {
    const token = this.#take();
    if (token.kind === "left") return this.#closing(this.#expression(0));
    if (token.kind === "function") {
      this.#expect("left", `"(" after ${token.text}`);
      return { kind: token.text === "sinks" ? "sinks" : "roots", of: this.#closing(this.#expression(0)) };
    }
    if (token.kind === "attribute") return this.#attribute(token.text as AttributeName);
    throw new SyntaxProblem(`Expected an attribute such as key:, a function, "(" or "*", found ${describe(token)}`, token);
  }

  #closing(inner: Selection): Selection {
    this.#expect("right", `")"`);
    return inner;
  }

  #attribute(name: AttributeName): Selection {
    this.#expect("colon", `":" after ${name}`);
    if (name === "key") return { kind: "key", pattern: this.#keyPattern() };
    if (name === "not_materialized_in_hours") return { kind: name, hours: Number(this.#expect("digits", "a number of hours").text) };
    const first = this.#value(name);
    if (!isPair(name)) return { kind: "attribute", name: name as ValueAttribute, value: first };
    if (this.#peek().kind !== "equal") return { kind: "pair", name, key: first, value: undefined };
    this.#take();
    return { kind: "pair", name, key: first, value: this.#value(name) };
  }

  #keyPattern(): string {
    const token = this.#take();
    if (token.kind === "quoted" || token.kind === "bare" || token.kind === "wildcard") return token.text;
    throw new SyntaxProblem(`Expected an asset key after key:, found ${describe(token)}${quoteHint(token)}`, token);
  }

  #value(name: string): SelectionValue {
    const token = this.#take();
    if (token.kind === "null") return null;
    if (token.kind === "quoted" || token.kind === "bare") return token.text;
    if (token.kind === "attribute" && (token.text === "sensor" || token.text === "schedule" || token.text === "job")) return token.text;
    throw new SyntaxProblem(`Expected a value after ${name}:, found ${describe(token)}${quoteHint(token)}`, token);
  }
}

function isPair(name: AttributeName): name is PairAttribute {
  return (pairAttributes as readonly string[]).includes(name);
}

function describe(token: Token): string {
  return token.kind === "end" ? "the end" : `"${token.text}"`;
}

function quoteHint(token: Token): string {
  if (token.kind === "end" || token.kind === "bad") return token.text === '"' ? " (the quote is not closed)" : "";
  return `; put it in quotes: "${token.text}…"`;
}
