/** tree-sitter's Python grammar (WebAssembly), loaded once a process. Everything else reads syntax through parse.ts. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Language, Parser, type Tree } from "web-tree-sitter";

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/**
 * Must be awaited once per process before anything is parsed. `wasmFolder` holds web-tree-sitter.wasm and tree-sitter-python.wasm; a
 * folder with node_modules below it (or node_modules itself) serves too.
 */
export function loadPythonParser(wasmFolder: string): Promise<void> {
  loading ??= load(wasmFolder).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(wasmFolder: string): Promise<void> {
  const engine = await readWasm(wasmFolder, "web-tree-sitter", "web-tree-sitter.wasm");
  const grammar = await readWasm(wasmFolder, "tree-sitter-python", "tree-sitter-python.wasm");
  await Parser.init({ wasmBinary: engine });
  const made = new Parser();
  made.setLanguage(await Language.load(grammar));
  parser = made;
}

async function readWasm(folder: string, packageName: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const places = [join(folder, name), join(folder, packageName, name), join(folder, "node_modules", packageName, name)];
  let failure: unknown;
  for (const place of places) {
    try {
      const bytes = await readFile(place);
      return new Uint8Array(bytes);
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`${name} was not found in ${folder}`, { cause: failure });
}

/** How much parsing is left, in calls of the parser's progress function (one for some 50 characters of usual code). */
export interface ParseBudget { left: number }

/** The caller deletes the tree. Throws when the parser is not loaded; null when it gives up or the budget is used up. */
export function parseTree(text: string, budget: ParseBudget): Tree | null {
  if (!parser) throw new Error("loadPythonParser must be awaited first");
  const tree = parser.parse(text, null, {
    progressCallback: () => {
      budget.left -= 1;
      return budget.left < 0;
    },
  });
  if (!tree) parser.reset();
  return tree;
}
