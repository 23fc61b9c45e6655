/**
 * Evaluates every case: a file in cases/, or a folder there whose `main.py` is imported. A line `x = f(2)  # => 4` says what the name
 * that it binds holds after the whole module; a line that binds none is an expression that is evaluated with the module.
 * `# => unknown: reason` compares the beginning.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { createEvaluation, loadPythonParser } from "../../../main/core/python/evaluate.ts";
import { describeValue } from "./describe-value.ts";
import { memoryFiles } from "./memory-files.ts";

const root = join(import.meta.dirname, "cases");
const modules = join(import.meta.dirname, "../../../node_modules");

function readCase(name: string): Map<string, string> {
  const path = join(root, name);
  if (!statSync(path).isDirectory()) return new Map([["main.py", readFileSync(path, "utf8")]]);
  const found = new Map<string, string>();
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    found.set(full.slice(path.length + 1), readFileSync(full, "utf8"));
  }
  return found;
}

interface Expectation { readonly line: number; readonly name: string; readonly expected: string }

/** Lines with an expectation; an expression without a name is bound to one first. */
function prepare(source: string): { source: string; expectations: Expectation[] } {
  const expectations: Expectation[] = [];
  const lines = source.split("\n").map((line, index) => {
    const match = /^(.*?)\s*# => (.*)$/.exec(line);
    if (!match) return line;
    const [, code = "", expected = ""] = match;
    const bound = /^([A-Za-z_]\w*)(?:\s*:[^=]+)?\s*=(?!=)/.exec(code);
    const name = bound?.[1] ?? `line_${index + 1}`;
    expectations.push({ line: index + 1, name, expected });
    return bound ? line : `${name} = (${code})`;
  });
  return { source: lines.join("\n"), expectations };
}

beforeAll(() => loadPythonParser(modules));

describe("cases", () => {
  for (const name of readdirSync(root).toSorted()) {
    const files = readCase(name);
    const { source, expectations } = prepare(files.get("main.py") ?? "");
    test(`${name}: ${expectations.length} lines`, () => {
      expect(expectations.length).toBeGreaterThan(0);
      const evaluation = createEvaluation({ files: memoryFiles(new Map([...files, ["main.py", source]])), sourceRoots: ["", "src"], host: { resolve: () => undefined } });
      const module = evaluation.importModule("main");
      if (module.type !== "module") throw new Error(module.reason);
      const shown = expectations.map(({ line, name: bound, expected }) => {
        const value = module.names.get(bound);
        const text = value ? describeValue(value) : "not bound";
        return `${line}: ${expected.startsWith("unknown") && text.startsWith(expected) ? expected : text}`;
      });
      expect(shown).toEqual(expectations.map(({ line, expected }) => `${line}: ${expected}`));
    });
  }
});
