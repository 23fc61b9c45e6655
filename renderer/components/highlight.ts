/** Source text -> coloured pieces, line by line. Python and YAML by Lezer's parsers, which bear with broken code; the rest by highlight.js. */
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser as pythonParser } from "@lezer/python";
import { parser as yamlParser } from "@lezer/yaml";
import { createLowlight } from "lowlight";
import type { SourceText } from "../../shared/api.ts";
import { markdownLanguages } from "./languages.ts";

export interface Piece {
  readonly text: string;
  /** Classes of styles/code.css, "" for plain. */
  readonly classes: string;
}

/** More than this is shown plain: colour is not worth a wait. */
const maxHighlighted = 400_000;
const lowlight = createLowlight(markdownLanguages);

export function highlightLines(lines: readonly string[], language: SourceText["language"]): readonly (readonly Piece[])[] {
  const text = lines.join("\n");
  if (text.length > maxHighlighted) return plain(lines);
  try {
    if (language === "python") return byLezer(text, pythonParser);
    if (language === "yaml") return byLezer(text, yamlParser);
    if (language === "sql" || language === "json") return byLowlight(text, language);
    if (language === "toml") return byLowlight(text, "ini");
  } catch {
    // A grammar that gives up costs the colours.
  }
  return plain(lines);
}

function plain(lines: readonly string[]): readonly (readonly Piece[])[] {
  return lines.map((text) => [{ text, classes: "" }]);
}

function byLezer(text: string, parser: typeof pythonParser): Piece[][] {
  const lines: Piece[][] = [[]];
  highlightCode(
    text,
    parser.parse(text),
    classHighlighter,
    (piece, classes) => lines.at(-1)?.push({ text: piece, classes }),
    () => void lines.push([]),
  );
  return lines;
}

type LowlightNode = ReturnType<typeof lowlight.highlight>["children"][number];

function byLowlight(text: string, language: string): Piece[][] {
  const lines: Piece[][] = [[]];
  const walk = (node: LowlightNode, classes: string): void => {
    if (node.type === "text") {
      for (const [i, part] of node.value.split("\n").entries()) {
        if (i > 0) lines.push([]);
        if (part !== "") lines.at(-1)?.push({ text: part, classes });
      }
    } else if (node.type === "element") {
      const own = node.properties["className"];
      const name = Array.isArray(own) ? own.join(" ") : classes;
      for (const child of node.children) walk(child, name);
    }
  };
  for (const child of lowlight.highlight(language, text).children) walk(child, "");
  return lines;
}
