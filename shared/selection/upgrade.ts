/**
 * Plain words -> the selection language, as Dagster's input box does: text that is not in the language becomes `key:"*text*"`, a
 * comma `or`, a space between words `and`; the older `++key` and `*key` walks become `2+key:` and `+key:`. Values that only lack
 * their quotes get them.
 */
import { attributeNames } from "./syntax.ts";
import { parseSelection } from "./parse.ts";

const attributeValue = new RegExp(`\\b(${attributeNames.join("|")}):([^\\s"()+,<=][^\\s"()+,=]*)(?:=([^\\s"()+,]+))?`, "g");
const legacyWalk = /^(\*|\++)?([\w./-]+?)(\*|\++)?$/;

/** The text in the language, or null when no reading of it is. Text that parses already is returned as it is. */
export function upgradeSelection(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (parseSelection(trimmed).selection) return trimmed;
  const quoted = quoteValues(trimmed);
  for (const candidate of [quoted, wordsToSelection(trimmed), quoteValues(trimmed.replaceAll(",", " or ")), wrapWords(quoted), wrapWords(quoted.replaceAll(",", " or "))]) {
    if (candidate && parseSelection(candidate).selection) return candidate;
  }
  return null;
}

function quoteValues(text: string): string {
  return text.replace(attributeValue, (_all, name: string, first: string, second?: string) => {
    const pair = second === undefined ? "" : `="${second}"`;
    return `${name}:${/^[A-Za-z_][\w/]*$/.test(first) ? first : `"${first}"`}${pair}`;
  });
}

const word = /"[^"]*"|[^\s()",+]+/g;
const keyword = /^(and|AND|or|OR|not|NOT|sinks|roots|\*|[0-9]+)$/;

/** Words beside terms of the language: `orders and kind:dbt`. */
function wrapWords(text: string): string {
  return text.replace(word, (part, at: number) => (/[":=<>]/.test(part) || keyword.test(part) || /[:=]\s*$/.test(text.slice(0, at)) ? part : `key:"*${part}*"`));
}

function wordsToSelection(text: string): string | null {
  if (/[:"()=\\]/.test(text)) return null;
  const alternatives = text.split(",").map((part) => part.trim()).filter(Boolean);
  const groups = alternatives.map((part) => part.split(/\s+/).map(wordToTerm).join(" and "));
  return groups.length === 0 ? null : groups.length === 1 ? groups[0]! : groups.map((group) => `(${group})`).join(" or ");
}

function wordToTerm(word: string): string {
  const walk = legacyWalk.exec(word);
  if (!walk || (!walk[1] && !walk[3])) return `key:"*${word.replaceAll('"', "")}*"`;
  const depth = (sign: string): string => (sign === "*" || sign === "+" ? "" : String(sign.length));
  const up = walk[1] ? `${walk[1] === "*" ? "" : depth(walk[1]) || (walk[1] === "+" ? "1" : "")}+` : "";
  const down = walk[3] ? `+${walk[3] === "*" ? "" : depth(walk[3]) || (walk[3] === "+" ? "1" : "")}` : "";
  return `${up}key:"${walk[2]}"${down}`;
}
