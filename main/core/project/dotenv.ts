/** `.env` -> the value of one key. All other lines are passed over and never kept: they are secrets more often than not. */
import { readPlainText } from "./packaging.ts";
import type { Findings } from "./findings.ts";

/** No path is longer. */
const maxLineLength = 5_000;

export interface EnvironmentValue {
  readonly value: string;
  readonly line: number;
}

/** `export KEY=value`, quotes as python-dotenv takes them, the last of several; null when the key is not there. */
export function readDotenvKey(findings: Findings, file: string, key: string): EnvironmentValue | null {
  const text = readPlainText(findings, file);
  let found: EnvironmentValue | null = null;
  for (const [index, raw] of (text ?? "").split("\n").entries()) {
    if (raw.length > maxLineLength) continue;
    const match = /^\s*(?:export\s+)?([\w.]+)\s*=(.*)$/.exec(raw);
    if (!match || match[1] !== key) continue;
    const written = (match[2] ?? "").trim();
    const quoted = /^(["'])(.*?)\1/.exec(written);
    found = { value: quoted ? (quoted[2] ?? "") : (written.split(/\s#/, 1)[0] ?? "").trim(), line: index + 1 };
  }
  return found;
}

/**
 * `$NAME`, `${NAME}` and `${NAME:-default}`, by `lookUp` alone, which is asked for no other name.
 * @returns the first name that is not set, where one is not.
 */
export function expandVariables(text: string, lookUp: (name: string) => string | undefined): { readonly value: string } | { readonly missing: string } {
  let missing: string | null = null;
  const value = text.replaceAll(/\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g, (_all, braced: string | undefined, otherwise: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? "";
    const known = lookUp(name) ?? otherwise;
    if (known === undefined) missing ??= name;
    return known ?? "";
  });
  return missing === null ? { value } : { missing };
}
