/** Attempts to leave the sealed runtime (test/core/sandbox/escapes/), aimed at the canaries of one test. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./project-copy.ts";

export interface Escape {
  readonly name: string;
  readonly source: string;
  /** What must be said of it. */
  readonly told: RegExp;
}

const folder = path.join(root, "test", "core", "sandbox", "escapes");

/** `canary` is a file that must not appear, `port` one that must not be called. */
export function listEscapes(canary: string, port: number): Escape[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".py")).sort();
  return names.map((name) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const source = text.replaceAll("CANARY_RELATIVE", "relative").replaceAll("CANARY\"", `${canary}"`).replaceAll("CANARY'", `${canary}'`).replaceAll("PORT", String(port));
    return { name: name.replace(".py", ""), source, told: new RegExp(/^# told: (.+)$/m.exec(text)![1]!) };
  });
}
