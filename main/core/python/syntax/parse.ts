/**
 * Source text -> `ParsedModule`. Tolerates broken files: what can be read is read, each stretch that cannot is a problem (recover.ts).
 * Results are kept by file and content hash for the life of the process, least recently used out first, so that a second evaluation
 * of an unchanged file parses nothing.
 */
import { docstringOf } from "./functions.ts";
import { normalizeText } from "./nesting.ts";
import type { ParsedModule } from "./nodes.ts";
import { readSource } from "./recover.ts";

/** Characters of source whose trees are kept; a tree takes about ten times the memory of its text. */
const mostCharactersKept = 48_000_000;
const kept = new Map<string, { readonly parsed: ParsedModule; readonly size: number }>();
let charactersKept = 0;

/** `file` is written into every position of the result. */
export function parseModule(file: string, text: string, hash: string): ParsedModule {
  const key = `${file}\0${hash}`;
  const found = kept.get(key);
  if (found) {
    kept.delete(key);
    kept.set(key, found);
    return found.parsed;
  }
  const { body, problems } = readSource(file, normalizeText(text));
  const parsed: ParsedModule = { body, docstring: docstringOf(body), problems };
  kept.set(key, { parsed, size: text.length });
  charactersKept += text.length;
  for (const [oldKey, old] of kept) {
    if (charactersKept <= mostCharactersKept) break;
    kept.delete(oldKey);
    charactersKept -= old.size;
  }
  return parsed;
}
