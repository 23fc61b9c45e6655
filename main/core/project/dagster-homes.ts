/**
 * Where Dagster may have kept its logs -> the homes that are there: those that the user picked, DAGSTER_HOME of the environment and of the
 * project's `.env`, the temporary homes that `dagster dev` leaves, folders that look like one. Opens no database.
 */
import { createHash } from "node:crypto";
import { isAbsolute, join } from "node:path";
import type { DagsterHome } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { openProjectFiles } from "../files.ts";
import { readYaml } from "./config-file.ts";
import { expandVariables, readDotenvKey } from "./dotenv.ts";
import { addFind, createFindings, folderOf, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { readHomeStorage } from "./home-config.ts";
import type { HomeStorage } from "./home-config.ts";

type Environment = { readonly [name: string]: string | undefined };

interface Candidate {
  /** Absolute. */
  readonly path: string;
  readonly foundBy: string;
  /** Named by somebody: listed even before Dagster wrote a log there. */
  readonly isNamed: boolean;
  readonly at?: SourceSpan;
}

/**
 * @param projectFolders the opened folder and the roots of code locations: where `.env` and temporary homes are looked for.
 * @param walkedFolders all folders of the project.
 */
export function findDagsterHomes(findings: Findings, environment: Environment, chosenHomes: readonly string[], projectFolders: readonly string[], walkedFolders: readonly string[]): readonly DagsterHome[] {
  const homes = new Map<string, DagsterHome>();
  const candidates = [
    ...chosenHomes.map((path): Candidate => ({ path, foundBy: "chosen by you", isNamed: true })),
    ...fromEnvironment(findings, environment),
    ...fromEach(findings, projectFolders, "DAGSTER_HOME of .env", "Not set", (folder) => fromDotenv(findings, folder, environment)),
    ...fromEach(findings, projectFolders, "Temporary homes", "No folder .tmp_dagster_home_* (`dagster dev` makes one when DAGSTER_HOME is not set)", (folder) => fromTemporaryHomes(findings, folder)),
    ...fromLooks(findings, walkedFolders),
  ];
  for (const candidate of candidates) {
    const home = readHome(findings, candidate, environment);
    if (home !== null && !homes.has(home.id)) homes.set(home.id, home);
  }
  return [...homes.values()];
}

/** One line for all the folders where there was nothing. */
function fromEach(findings: Findings, folders: readonly string[], title: string, miss: string, look: (folder: string) => readonly Candidate[] | null): readonly Candidate[] {
  const found = folders.map(look);
  const missed = folders.filter((_folder, index) => found[index] === null).map((folder) => (folder === "." ? "the folder" : folder));
  if (missed.length > 0) addFind(findings, "dagster_home", "missing", title, `${miss} in ${missed.slice(0, 20).join(", ")}${missed.length > 20 ? ` and ${missed.length - 20} more` : ""}`);
  return found.flatMap((candidates) => candidates ?? []);
}

function fromEnvironment(findings: Findings, environment: Environment): Candidate[] {
  const value = environment["DAGSTER_HOME"];
  if (value === undefined || value === "") {
    addFind(findings, "dagster_home", "missing", "DAGSTER_HOME of the environment", "Not set");
    return [];
  }
  const path = withHome(value, environment);
  if (!isAbsolute(path)) addFind(findings, "dagster_home", "failed", "DAGSTER_HOME of the environment", `${value} is no absolute path, which Dagster requires`);
  return isAbsolute(path) ? [{ path, foundBy: "DAGSTER_HOME of the environment", isNamed: true }] : [];
}

/** A leading `~`, as os.path.expanduser takes it. */
function withHome(path: string, environment: Environment): string {
  if (!path.startsWith("~")) return path;
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  return home === undefined ? path : path.replace(/^~(?=[\\/]|$)/, () => home);
}

/** Null when it is not set there. */
function fromDotenv(findings: Findings, folder: string, environment: Environment): Candidate[] | null {
  const file = joinPath(folder, ".env");
  const entry = readDotenvKey(findings, file, "DAGSTER_HOME");
  const title = `DAGSTER_HOME of ${file}`;
  if (entry === null || entry.value === "") return null;
  const at = { file, line: entry.line };
  // What a project writes must not make a Windows machine ask another for its name: a UNC path is never looked at.
  if (/^[\\/]{2}/.test(entry.value)) {
    addFind(findings, "dagster_home", "skipped", title, "A network path is not followed", at);
    return [];
  }
  const expanded = expandVariables(withHome(entry.value, environment), (name) => (name === "PWD" ? (findings.files.resolve(folder) ?? undefined) : environment[name]));
  if ("missing" in expanded) {
    addFind(findings, "dagster_home", "failed", title, `It uses $${expanded.missing}, which is not set here`, at);
    return [];
  }
  // Dagster insists on an absolute path; a relative one can only mean the file's own folder.
  const base = findings.files.resolve(folder) ?? findings.files.folder;
  return [{ path: isAbsolute(expanded.value) ? expanded.value : join(base, expanded.value), foundBy: title, isNamed: true, at }];
}

/** Null when there are none. */
function fromTemporaryHomes(findings: Findings, folder: string): Candidate[] | null {
  const names = findings.files.list(folder).filter((name) => name.startsWith(".tmp_dagster_home_"));
  if (names.length === 0) return null;
  return names.flatMap((name) => {
    const path = findings.files.resolve(joinPath(folder, name));
    return path === null ? [] : [{ path, foundBy: `temporary home of dagster dev in ${folder === "." ? "the folder" : folder}`, isNamed: false }];
  });
}

/** A folder with history/runs.db, or with a dagster.yaml that moves its storage. */
function fromLooks(findings: Findings, walkedFolders: readonly string[]): Candidate[] {
  return walkedFolders.flatMap((folder) => {
    const { files } = findings;
    const looks = files.isFile(joinPath(folder, "history/runs.db")) || files.isFile(joinPath(folder, "history/runs/index.db")) || files.isFile(joinPath(folder, "dagster.yaml"));
    const path = looks && !nameOf(folder).startsWith(".tmp_dagster_home_") ? files.resolve(folder) : null;
    return path === null ? [] : [{ path, foundBy: folder === "." ? "the opened folder is a Dagster home" : `${folder} looks like a Dagster home`, isNamed: false }];
  });
}

function readHome(findings: Findings, candidate: Candidate, environment: Environment): DagsterHome | null {
  const { foundBy, isNamed, at } = candidate;
  // A home lies anywhere; its own dagster.yaml is all that is read of it here.
  const files = openProjectFiles(candidate.path, { bound: candidate.path });
  const path = files.folder;
  if (!files.isFolder(".")) {
    addFind(findings, "dagster_home", "missing", foundBy, `No folder ${candidate.path}`, at);
    return null;
  }
  const own = createFindings(files);
  const config = readYaml(own, "dagster.yaml");
  const relative = findings.files.toRelative(join(path, "dagster.yaml"));
  if (relative !== null) findings.configFiles.add(relative);
  for (const problem of own.problems) findings.problems.push({ ...problem, message: problem.message.replace("dagster.yaml", join(path, "dagster.yaml")), at: { file: relative ?? join(path, "dagster.yaml"), line: problem.at?.line ?? 1 } });

  const storage = readHomeStorage(path, config, environment);
  for (const note of storage.notes) addFind(findings, "dagster_home", "skipped", foundBy, `${join(path, "dagster.yaml")}: ${note}`, at);
  const hasLog = storage.eventLog !== null && logExists(storage.eventLog);
  const hasRuns = storage.runs !== null && fileExists(storage.runs);
  if (!isNamed && !hasLog && !hasRuns) {
    if (storage.notes.length === 0) addFind(findings, "dagster_home", "missing", foundBy, `${path} holds no log: no ${describeLog(storage)}`, at);
    return null;
  }
  addFind(findings, "dagster_home", storage.eventLog === null ? "skipped" : "found", foundBy, hasLog ? `${path}, log in ${describeLog(storage)}` : `${path}, without a log so far (${describeLog(storage)})`, at);
  return {
    id: createHash("sha256").update(path).digest("hex").slice(0, 16),
    path,
    foundBy,
    eventLog: storage.eventLog,
    runs: hasRuns ? storage.runs : null,
    schedules: storage.schedules !== null && fileExists(storage.schedules) ? storage.schedules : null,
  };
}

function describeLog(storage: HomeStorage): string {
  if (storage.eventLog === null) return "local log";
  return storage.eventLog.kind === "sharded" ? join(storage.eventLog.path, "index.db") : storage.eventLog.path;
}

function logExists(log: { readonly kind: "sharded" | "consolidated"; readonly path: string }): boolean {
  return fileExists(log.kind === "sharded" ? join(log.path, "index.db") : log.path);
}

/** By name within its own folder: a link that leads elsewhere is not followed. */
function fileExists(path: string): boolean {
  const folder = folderOf(path.replaceAll("\\", "/"));
  return openProjectFiles(folder, { bound: folder }).isFile(nameOf(path.replaceAll("\\", "/")));
}
