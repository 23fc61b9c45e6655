/** The opened project (and what its code location imports beside it) -> the files that are handed to the sealed process, under caps. */
import { createHash } from "node:crypto";
import path from "node:path";
import type { CodeLocation } from "../../../shared/model.ts";
import type { ProjectFiles } from "../files.ts";

/** What definitions read: sources, configuration, small data. Everything else of a project stays outside. */
const wanted = /\.(py|pyi|ya?ml|json|toml|cfg|ini|sql|txt|md|j2|jinja2?|csv|tsv|graphql|env\.example|html|xml|avsc|proto|lock)$|(^|\/)(py\.typed|Dockerfile|\.python-version|MANIFEST\.in)$/i;

/** May a file of this name be handed over? `.env` files are not, unless the user says so: their secrets are the user's. */
export function isHandedOver(file: string): boolean {
  return wanted.test(file) && !/(^|\/)\.env/.test(file);
}

const maxFileBytes = 5_000_000;
const maxDotEnvBytes = 200_000;
const maxTotalBytes = 200_000_000;
const maxFiles = 30_000;
/** How far below the repository's root, and how long, dbt projects are looked for. */
const maxDbtDepth = 5;
const maxDbtWalkMs = 2_000;

export interface CollectedFile {
  /** Relative to the outermost folder that is read. */
  readonly path: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface Collected {
  readonly files: readonly CollectedFile[];
  /** The opened folder relative to the bound. */
  readonly folder: string;
  /** Hash of every path and content: what an exact answer rests on. */
  readonly hash: string;
  /** What was left out by a cap, for people. */
  readonly leftOut: readonly string[];
}

/** Does it hold a dbt project whose manifest is not there? */
export function needsDbt({ files }: Collected): boolean {
  const paths = new Set(files.map((file) => file.path));
  return files.some(({ path: file }) => /(^|\/)dbt_project\.ya?ml$/.test(file) && !paths.has(path.posix.join(path.posix.dirname(file), "target", "manifest.json")));
}

/** `hasDotEnv`: with the `.env` of the opened folder and of the code locations' own, as Dagster reads them. */
export function collectFiles(files: ProjectFiles, locations: readonly CodeLocation[], { hasDotEnv = false } = {}): Collected {
  const outside = locations.flatMap((location) => location.sourceRoots).filter((root) => root === ".." || root.startsWith("../"));
  const leftOut: string[] = [];
  const found = new Map<string, CollectedFile>();
  let total = 0;
  for (const file of hasDotEnv ? dotEnvFiles(locations) : []) {
    const read = files.readBytes(file, { maxBytes: maxDotEnvBytes });
    const place = slashed(path.relative(files.bound, path.resolve(files.folder, file)));
    if (read !== null && "hash" in read) found.set(place, { path: place, hash: read.hash, bytes: read.bytes });
    else if (read !== null) leftOut.push(`${file}: ${read.problem}`);
  }
  for (const root of [".", ...new Set([...outside, ...dbtProjectsBeside(files)])]) {
    for (const file of files.walk({ from: root }).files) {
      const place = slashed(path.relative(files.bound, path.resolve(files.folder, file)));
      if (found.has(place) || !isHandedOver(file)) continue;
      if (found.size >= maxFiles || total >= maxTotalBytes) {
        leftOut.push(`${file} and more: the project is larger than the sealed runtime takes`);
        return finish(files, found, leftOut);
      }
      const read = files.readBytes(file, { maxBytes: maxFileBytes });
      if (read === null) continue;
      if ("problem" in read) {
        leftOut.push(`${file}: ${read.problem}`);
        continue;
      }
      total += read.bytes.length;
      found.set(place, { path: place, hash: read.hash, bytes: read.bytes });
    }
  }
  return finish(files, found, leftOut);
}

export function dotEnvFiles(locations: readonly CodeLocation[]): string[] {
  return [...new Set([".", ...locations.map((location) => location.root)])].map((root) => path.posix.join(root, ".env"));
}

/** dbt projects elsewhere in the repository: code reaches them by relative paths that no packaging names. */
function dbtProjectsBeside(files: ProjectFiles): string[] {
  const top = slashed(path.relative(files.folder, files.bound));
  if (top === "") return [];
  const { files: walked } = files.walk({ from: top, maxDepth: maxDbtDepth, maxMs: maxDbtWalkMs, enter: (folder) => folder.startsWith("..") });
  return walked.filter((file) => /(^|\/)dbt_project\.ya?ml$/.test(file)).map((file) => path.posix.dirname(file));
}

function finish(files: ProjectFiles, found: ReadonlyMap<string, CollectedFile>, leftOut: readonly string[]): Collected {
  const list = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash("sha256");
  for (const file of list) hash.update(`${file.path}\0${file.hash}\n`);
  return { files: list, folder: slashed(path.relative(files.bound, files.folder)), hash: hash.digest("hex"), leftOut };
}

function slashed(text: string): string {
  return text.split(path.sep).join("/");
}
