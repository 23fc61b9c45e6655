/** Text of the selection language in its colours, with what is wrong in it underlined. Lies under the input, letter on letter. */
import type { SelectionError } from "../../../shared/selection/syntax.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { tokenize } from "../../../shared/selection/tokens.ts";

export function ColoredText({ text, error }: { readonly text: string; readonly error: SelectionError | null }) {
  const isPlain = !looksLikeLanguage(text) || parseSelection(text).selection === null;
  if (isPlain && error === null) return <>{text}</>;
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [i, token] of tokenize(text).entries()) {
    if (token.kind === "end") break;
    if (token.start > at) parts.push(text.slice(at, token.start));
    const isBad = error !== null && looksLikeLanguage(text) && token.start >= error.start && token.end <= Math.max(error.end, error.start + 1);
    parts.push(<span key={i} className={isBad ? "q-bad" : `q-${token.kind}`}>{text.slice(token.start, token.end)}</span>);
    at = token.end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

/** Plain words are no mistake; a colon, a quote or brackets mean that the language was meant. */
export function looksLikeLanguage(text: string): boolean {
  return /[:"()=]|^\s*not\b|\b(and|or)\b/.test(text);
}

const around = 24;

/** The mistake in its surroundings, and what was expected there. */
export function SelectionMistake({ text, error, lead, after }: { readonly text: string; readonly error: SelectionError; readonly lead: string; readonly after: string }) {
  const from = Math.max(0, error.start - around);
  const to = Math.min(text.length, error.end + around);
  return (
    <>
      {lead}: {error.message}.{after}
      <span className="query-at mono">
        {from > 0 && "…"}{text.slice(from, error.start)}<mark>{text.slice(error.start, error.end) || "\u2038"}</mark>{text.slice(error.end, to)}{to < text.length && "…"}
        <span className="dim"> character {error.start + 1}</span>
      </span>
    </>
  );
}
