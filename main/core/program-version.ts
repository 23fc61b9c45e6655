/**
 * What the program that reads definitions is, as a text that changes with it: definitions read by another version are read again.
 * Built, that is its bundle's content, which names its parts by their hashes (a packaged program's files have no times of their own); from
 * source, every file that may take part.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Parts of the source that decide what a reading gives. */
const sources = [".", "../../shared"];

export function definitionsVersion(): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  if (!import.meta.url.endsWith(".ts")) return createHash("sha256").update(readFileSync(join(here, "definitions-process.js"))).digest("hex");
  return sources.flatMap((folder) => readdirSync(join(here, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).sort()
    .map((name) => `${name} ${stampOf(join(here, folder, name))}`)).reduce(mix, 17).toString(36);
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : "none";
}

/** FNV-1a over 32 bits: only difference counts. */
function mix(hash: number, text: string): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  return hash;
}
