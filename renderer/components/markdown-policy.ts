/**
 * What Markdown from the project may become: GitHub's flavour and harmless HTML. No style, form, remote image, id or name; links by
 * link-policy.ts. Texts that would cost the parser seconds are not parsed at all. Pure.
 */
import { defaultSchema, type Options } from "rehype-sanitize";
import { checkLink } from "../../shared/link-policy.ts";

/** Characters of Markdown that are drawn; the rest is cut and said so. */
export const maxMarkdownLength = 256 * 1024;

/** Drawn at once; more after a click, as long texts cost the parser time that nobody waits for. */
export const firstMarkdownLength = 16 * 1024;
const maxLines = 4_000;

const removed = new Set(["picture", "source"]);

export const markdownSchema: Options = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !removed.has(name)),
  attributes: {
    "a": ["href", "title"],
    "img": ["src", "alt", "title"],
    "code": [["className", /^language-[\w-]+$/]],
    "input": [["disabled", true], ["type", "checkbox"], "checked"],
    "td": ["align", "colSpan", "rowSpan"],
    "th": ["align", "colSpan", "rowSpan"],
    "ol": ["start"],
    "li": [["className", "task-list-item"]],
    "ul": [["className", "contains-task-list"]],
    "details": ["open"],
    "*": [],
  },
  clobber: [],
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https", "data"] },
  required: { input: { disabled: true, type: "checkbox" } },
  strip: ["script", "style", "template", "iframe", "object", "embed", "noscript", "title", "textarea", "xmp", "math", "svg"],
};

/** The address as it is put into a link; "" makes the link plain text. */
export function markdownUrl(url: string): string {
  return checkLink(url)?.href ?? "";
}

/** A small raster image inside the text itself needs no request. Everything else is named, not loaded. */
export function isEmbeddedImage(source: string): boolean {
  return source.length <= 200_000 && /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/.test(source);
}

/** Would parsing take long or nest too deep? Counts what the costly cases are made of. */
export function isTooCostly(text: string): boolean {
  const lines = text.split("\n");
  if (lines.length > maxLines) return true;
  let brackets = 0;
  let emphasis = 0;
  // Opened and not closed again, as far as counting can tell.
  let tags = 0;
  let openTags = 0;
  for (const line of lines) {
    const lead = /^[\s>*+\-\d.)]*/.exec(line.slice(0, 2_000))?.[0] ?? "";
    if (lead.replace(/[\s\d]/g, "").length > 60 && /[>*+].*[>*+].*[>*+]/.test(lead)) return true;
    if (/^ {400}/.test(line)) return true;
    let pipes = 0;
    for (let i = 0; i < line.length; i++) {
      const sign = line[i];
      if (sign === "|") pipes++;
      else if (sign === "[" || sign === "]") brackets++;
      else if (sign === "*" || sign === "_" || sign === "`" || sign === "~") emphasis++;
      else if (sign === "<") tags += line[i + 1] === "/" ? -1 : 1;
    }
    if (pipes > 400) return true;
    openTags = Math.max(openTags, tags);
  }
  return brackets > 4_000 || emphasis > 12_000 || openTags > 300;
}

/** The first part, to the end of a paragraph where there is one. */
export function firstPart(text: string): string {
  if (text.length <= firstMarkdownLength) return text;
  const end = text.lastIndexOf("\n\n", firstMarkdownLength);
  return text.slice(0, end > firstMarkdownLength / 2 ? end : firstMarkdownLength);
}

/** Takes off the indent that all lines but the first share, as docstrings have it. */
export function dedent(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  let indent = Infinity;
  for (const line of lines.slice(1)) {
    if (line.trim() !== "") indent = Math.min(indent, line.length - line.trimStart().length);
  }
  if (!Number.isFinite(indent) || indent === 0) return lines.join("\n").trim();
  return lines.map((line, i) => (i === 0 ? line.trimStart() : line.slice(indent))).join("\n").trim();
}
