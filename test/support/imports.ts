/** What a TypeScript file imports, types included, in the order in which it stands there. */

const statement = /^(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?(?:\*(?:\s+as\s+[\w$]+)?|[\w$]+|\{[^}]*\})\s+from\s+["']([^"']+)["']/gm;
const sideEffect = /^import\s+["']([^"']+)["']/gm;
const dynamic = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Specifiers of static imports, re-exports, imports for their effect, and dynamic imports of a literal. */
export function importsOf(source: string): string[] {
  return [statement, sideEffect, dynamic].flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]!));
}
