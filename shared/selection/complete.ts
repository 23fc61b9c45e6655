/** What may come next at the cursor of a selection: attributes, their values with counts, operators. For the filter boxes and the CLI's shell completion. */
import { attributeNames, functionNames, type Token } from "./syntax.ts";
import { tokenize } from "./tokens.ts";

export interface Completion {
  /** What is put in place of `start`..`end`. */
  readonly insert: string;
  readonly label: string;
  readonly kind: "attribute" | "function" | "operator" | "value";
  /** Assets that it would select, for values. */
  readonly count: number | null;
  readonly start: number;
  readonly end: number;
}

/** attribute -> value -> number of assets that have it. */
export type ValueCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

const maxCompletions = 50;

/** An attribute and what is written of its value so far, with the key of a pair: `owner:fin`, `tag:"tier"="go`, `table_name:lake.or`. */
const openValue = new RegExp(`(?:^|[\\s(+])(${attributeNames.join("|")}):(?:("[^"]*"|[^\\s"()=:]+)=)?("[^"]*|[^\\s"()=]*)$`);

export function completeSelection(text: string, cursor: number, values: ValueCounts): Completion[] {
  const open = openValue.exec(text.slice(0, cursor));
  if (open && !isInsideQuote(text.slice(0, open.index))) {
    const [, attribute = "", key, written = ""] = open;
    const typed = written.replace(/^"/, "").replaceAll("*", "").toLowerCase();
    return completeValues(attribute, key?.replaceAll('"', ""), values, typed, cursor - written.length, endOfValue(text, cursor));
  }
  const before = tokenize(openQuoteClosed(text.slice(0, cursor))).slice(0, -1);
  const touching = before.at(-1)?.end === cursor || isInsideQuote(text.slice(0, cursor)) ? before.at(-1) : undefined;
  const partial = touching && isWordLike(touching) ? touching : undefined;
  const context = partial ? before.slice(0, -1) : before;
  const start = partial ? partial.start : cursor;
  const typed = (partial?.text ?? "").toLowerCase();
  const previous = context.at(-1);
  const options = expectsOperand(previous)
    ? [...attributeNames.map((name) => option(`${name}:`, "attribute")), ...functionNames.map((name) => option(`${name}(`, "function")), option("not ", "operator")]
    : [option("and ", "operator"), option("or ", "operator")];
  return options.filter((one) => one.label.toLowerCase().startsWith(typed)).map((one) => ({ ...one, start, end: cursor }));
}

function option(insert: string, kind: Completion["kind"]): Omit<Completion, "start" | "end"> {
  return { insert, label: insert.trim(), kind, count: null };
}

function completeValues(attribute: string, tagKey: string | undefined, values: ValueCounts, typed: string, start: number, end: number): Completion[] {
  const counts = values.get(tagKey === undefined ? attribute : `${attribute}:${tagKey}`) ?? new Map<string, number>();
  return [...counts]
    .filter(([value]) => value.toLowerCase().includes(typed))
    .sort((a, b) => Number(b[0].toLowerCase().startsWith(typed)) - Number(a[0].toLowerCase().startsWith(typed)) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, maxCompletions)
    .map(([value, count]) => ({ insert: quoteSelectionValue(value), label: value, kind: "value" as const, count, start, end }));
}

/** The value as it must be written: bare where the grammar takes it, else in quotes. Quotes, backslashes and line breaks become `*`. */
export function quoteSelectionValue(value: string): string {
  const isBare = tokenize(value).length === 2 && tokenize(value)[0]!.kind === "bare";
  return isBare ? value : `"${value.replace(/["\\\r\n]/g, "*")}"`;
}

function isWordLike(token: Token): boolean {
  return ["bare", "wildcard", "attribute", "function", "and", "or", "not", "quoted"].includes(token.kind);
}

/** The rest of the word at the cursor is replaced too; a quote that was closed by hand as well. */
function endOfValue(text: string, cursor: number): number {
  return cursor + (/^[^\s"()=]*"?/.exec(text.slice(cursor))?.[0].length ?? 0);
}

function expectsOperand(previous: Token | undefined): boolean {
  return previous === undefined || ["and", "or", "not", "left"].includes(previous.kind) || previous.kind === "plus";
}

function isInsideQuote(text: string): boolean {
  return (text.match(/"/g)?.length ?? 0) % 2 === 1;
}

function openQuoteClosed(text: string): string {
  return isInsideQuote(text) ? `${text}"` : text;
}
