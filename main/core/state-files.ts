/**
 * Small JSON files of the user's configuration folder: read with a check of their shape, written whole. A file that does not hold what
 * it should is kept as `.bad-<date>` and the defaults are used; a folder that cannot be written costs nothing but remembering.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** `check` gives the value, or throws where the JSON is not one. */
export function readState<T>(file: string, check: (json: unknown) => T, otherwise: T): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
  try {
    return check(JSON.parse(text));
  } catch {
    try {
      renameSync(file, `${file}.bad-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}`);
    } catch {
      // It stays where it is and is replaced by the next write.
    }
    return otherwise;
  }
}

/** False when it could not be written. */
export function writeState(file: string, value: unknown): boolean {
  const temporary = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, file);
    return true;
  } catch {
    return false;
  }
}
