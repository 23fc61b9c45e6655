/**
 * A Chromium that needs no system installation. On Linux x64 the npm registry ships one (a headless shell, packed); elsewhere Playwright's
 * own is used. Unpacked once into .cache, with the few libraries that a bare machine lacks.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Chromium {
  readonly executablePath: string;
  /** For its process alone. */
  readonly env: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, "..", "..");

/** Null: let Playwright find its own. */
export async function unpackChromium(): Promise<Chromium | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8")) as { version: string };
  const folder = path.join(root, ".cache", `chromium-${version}`);
  const executablePath = path.join(folder, "chromium");
  if (!existsSync(path.join(folder, "fonts", "fonts.conf")) || !existsSync(executablePath)) await unpackInto(folder);
  const libraries = path.join(folder, "al2023", "lib");
  const isComplete = spawnSync("ldd", [executablePath], { encoding: "utf8" }).stdout?.includes("not found") === false;
  return { executablePath, env: isComplete ? {} : { LD_LIBRARY_PATH: [libraries, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":") } };
}

/** The package unpacks into the system's temporary folder, and its libraries only where it believes itself to be in the cloud. */
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  process.env["TMPDIR"] = folder;
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs22.x";
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
  } finally {
    for (const name of ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
