/** Lock files -> the wheels that they name, in a folder, by the machine's own pip. Only what is missing is fetched; every wheel is held against its hash. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const quick = { stdio: "ignore", timeout: 60_000 };
/** `uv` has no download of its own, it runs a pip of its own instead. */
const candidates = [["python3", "-m", "pip"], ["python", "-m", "pip"], ["py", "-m", "pip"], ["pip3"], ["pip"], ["uv", "tool", "run", "pip"]];

/** Names of the wheels of one group, all there and all with a hash that the lock names. */
export function fetchWheels(group, folder) {
  mkdirSync(folder, { recursive: true });
  const wanted = requirements(group.lock);
  const there = new Set(held(folder).map(({ hash }) => hash));
  const missing = wanted.filter(({ hashes }) => !hashes.some((hash) => there.has(hash)));
  if (missing.length > 0) download(group, folder, missing);
  const named = new Set(wanted.flatMap(({ hashes }) => hashes));
  return held(folder).filter(({ hash }) => named.has(hash)).map(({ name }) => name);
}

function requirements(lock) {
  return readFileSync(lock, "utf8").split("\n").filter((line) => /^[a-z0-9]/i.test(line)).map((line) => ({ line, hashes: [...line.matchAll(/sha256:([0-9a-f]{64})/g)].map((match) => match[1]) }));
}

function held(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".whl")).map((name) => ({ name, hash: createHash("sha256").update(readFileSync(path.join(folder, name))).digest("hex") }));
}

function download(group, folder, missing) {
  const [program, ...args] = findPip(path.dirname(folder));
  const list = path.join(folder, "missing.txt");
  writeFileSync(list, missing.map(({ line }) => `${line}\n`).join(""));
  const run = spawnSync(
    program,
    [...args, "download", "--quiet", "--disable-pip-version-check", "--retries", "2", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "--require-hashes", "--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none",
      ...group.platforms.flatMap((platform) => ["--platform", platform]), "--dest", folder, "-r", list],
    { stdio: ["ignore", "ignore", "pipe"], timeout: 15 * 60_000, encoding: "utf8" },
  );
  rmSync(list, { force: true });
  if (run.status !== 0) throw new Error(`pip could not fetch its packages (${(run.stderr ?? "").trim().split("\n").at(-1) || run.error?.message}); with the network there, \`npm start\` tries again`);
}

/** Words that start a pip. A Python without one can often make itself one in a folder of ours (Debian's cannot). */
function findPip(folder) {
  const found = candidates.find(([program, ...args]) => spawnSync(program, [...args, "--version"], quick).status === 0);
  if (found) return found;
  const venv = path.join(folder, "pip");
  const own = [path.join(venv, "bin", "python"), path.join(venv, "Scripts", "python.exe")];
  for (const python of ["python3", "python"]) {
    if (!own.some(existsSync)) spawnSync(python, ["-m", "venv", venv], quick);
    const program = own.find((one) => spawnSync(one, ["-m", "pip", "--version"], quick).status === 0);
    if (program) return [program, "-m", "pip"];
  }
  rmSync(venv, { recursive: true, force: true });
  throw new Error("there is no pip on this machine; install uv, or Python with pip (Debian, Ubuntu: `apt install python3-pip`), and start again");
}
