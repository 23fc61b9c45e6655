/** Text of the project on screen: what cannot be seen or would turn the line around is shown as an escape. */
import { Fragment } from "react";
import { capLine } from "./format.ts";

/** Controls, bidirectional marks, zero-width signs, line and paragraph separators, the byte order mark, tag characters. */
const invisible = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;

export type TextPart = { readonly text: string; readonly isEscape: boolean };

export function splitInvisible(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(invisible)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), isEscape: false });
    const code = match[0].codePointAt(0) ?? 0;
    parts.push({ text: `\\u{${code.toString(16)}}`, isEscape: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isEscape: false });
  return parts;
}

export function VisibleText({ text, max }: { readonly text: string; readonly max?: number }) {
  const capped = capLine(text, max);
  const parts = splitInvisible(capped.text);
  return (
    <>
      {parts.map((part, i) => (part.isEscape ? <span key={i} className="escape">{part.text}</span> : <Fragment key={i}>{part.text}</Fragment>))}
      {capped.more > 0 && <span className="dim"> … {capped.more.toLocaleString("en")} more characters</span>}
    </>
  );
}
