/**
 * A folder -> what is in it: code locations with the folders their imports are looked up in, Dagster homes, dbt projects, and a line for
 * each thing looked for, found or not. Reads configuration as data; evaluates no Python, runs nothing, opens no database.
 */
import type { CodeLocation, DagsterHome, DbtProject, Find, Problem } from "../../../shared/model.ts";
import type { ProjectFiles } from "../files.ts";
import { isWithin } from "../files/bound.ts";
import type { WalkResult } from "../files/walk.ts";
import { withUniqueNames } from "./code-location.ts";
import { findConventionalLocations, findLocationsByText } from "./conventional-locations.ts";
import { findDagsterHomes } from "./dagster-homes.ts";
import { findDbtProjects } from "./dbt-projects.ts";
import { readDeclaredLocations } from "./declared-locations.ts";
import { addFind, createFindings, folderOf, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { isNamed, readNamedEntry } from "./named-entry.ts";
import type { EntryOptions } from "./named-entry.ts";
import { findModule } from "./source-roots.ts";

export type { EntryOptions } from "./named-entry.ts";

export interface DiscoverOptions {
  /** In place of what the folder declares. */
  readonly entry?: EntryOptions | undefined;
  /** Variables that may be looked up: DAGSTER_HOME, and those that a dagster.yaml names with `{env: NAME}`. */
  readonly environment: { readonly DAGSTER_HOME?: string | undefined; readonly [name: string]: string | undefined };
  /** Absolute paths of homes that the user picked for this folder before. */
  readonly chosenHomes: readonly string[];
}

export interface ProjectLayout {
  readonly codeLocations: readonly CodeLocation[];
  readonly dagsterHomes: readonly DagsterHome[];
  readonly dbtProjects: readonly DbtProject[];
  readonly finds: readonly Find[];
  readonly problems: readonly Problem[];
  /** Files that the layout was read from or whose coming would change it: when one of these changes, discover again. Relative paths. */
  readonly configFiles: readonly string[];
  /** Folders to watch: the opened folder (".") and source roots beside it. Relative paths. */
  readonly watchRoots: readonly string[];
}

/** How far below the opened folder other projects are looked for. */
const maxProjectDepth = 8;
/** How long the folder is looked through: a home or a whole disk may have been opened. */
const maxWalkMs = 5_000;
/** Files that make a folder below the opened one a Python project of its own. */
const projectFiles = ["pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"];
const configNames = /^(?:pyproject\.toml|dg\.toml|workspace\.ya?ml|dagster\.yaml|dbt_project\.ya?ml|setup\.(?:py|cfg)|\.env|.*requirements.*\.(?:txt|in)|definitions\.py|repository\.py)$/;

/** Whether a file that came or went may change the layout, by its name; `ProjectLayout.configFiles` are those it rests on already. */
export function affectsLayout(file: string): boolean {
  return configNames.test(nameOf(file));
}

export function discoverProject(files: ProjectFiles, options: DiscoverOptions): ProjectLayout {
  const findings = createFindings(files);
  const walked = files.walk({ maxDepth: maxProjectDepth, maxMs: maxWalkMs, enter: (folder) => !nameOf(folder).includes("{{") });
  const { entry } = options;
  const locations = withUniqueNames(entry !== undefined && isNamed(entry) ? readNamedEntry(findings, entry) : withAttribute(findLocations(findings, walked), entry?.attribute));
  const projectFolders = [...new Set([".", ...locations.map((location) => location.root)])];
  const dagsterHomes = findDagsterHomes(findings, options.environment, options.chosenHomes, projectFolders, walked.folders);
  const dbtProjects = findDbtProjects(findings, walked.files);
  findings.finds.push(...walked.finds);
  return {
    codeLocations: locations,
    dagsterHomes,
    dbtProjects,
    finds: unique(findings.finds),
    problems: findings.problems,
    configFiles: [...findings.configFiles].sort(),
    watchRoots: outermost(files, [".", ...locations.flatMap((location) => location.sourceRoots)]),
  };
}

/**
 * What the opened folder declares is what Dagster would load there. Where it declares nothing that can be read: what its own names tell,
 * and the projects below it that declare theirs (or have packaging of their own and definitions by name). At last, any file that makes a
 * Definitions object.
 */
function findLocations(findings: Findings, walked: WalkResult): readonly CodeLocation[] {
  const declared = readDeclaredLocations(findings, ".");
  if (declared !== null && declared.length > 0) {
    noteOtherProjects(findings, walked, declared);
    if (declared.some((location) => hasSource(findings, location))) return declared;
    // Nothing of what is declared has source (Dagster would say so): better to show what is there.
    const namespaces = new Set(declared.flatMap(({ entry, sourceRoots }) => (entry.kind === "module" ? (findModule(findings, sourceRoots, entry.module) ?? []) : [])));
    return [...declared, ...findLocationsByText(findings, walked.files, ".", namespaces)];
  }
  const locations: CodeLocation[] = [...findConventionalLocations(findings, ".", true)];
  const taken = new Set<string>();
  const names = new Map<string, Set<string>>();
  for (const file of walked.files) {
    const folder = folderOf(file);
    if (!names.has(folder)) names.set(folder, new Set());
    names.get(folder)?.add(nameOf(file));
  }
  for (const folder of walked.folders) {
    if (folder === "." || isBelow(folder, taken) || /(?:^|\/)(?:tests?|templates?)(?:\/|$)/.test(folder)) continue;
    const own = names.get(folder);
    if (own === undefined) continue;
    const mayDeclare = ["pyproject.toml", "dg.toml", "workspace.yaml", "workspace.yml"].some((name) => own.has(name));
    const below = mayDeclare ? readDeclaredLocations(findings, folder) : null;
    const found = below !== null && below.length > 0 ? below : projectFiles.some((name) => own.has(name)) && !isBelow(folder, packagesOf(locations)) ? findConventionalLocations(findings, folder, false) : [];
    if (found.length === 0) continue;
    locations.push(...found);
    taken.add(folder);
  }
  if (locations.length > 0) return locations;
  const byText = findLocationsByText(findings, walked.files, ".", new Set());
  if (byText.length === 0) addFind(findings, "code_location", "missing", "Code locations", "No pyproject.toml with [tool.dagster] or [tool.dg], dg.toml, workspace.yaml, definitions.py or repository.py here or below, and no Python file that makes a Definitions object");
  return byText;
}

/** `-a` alone names the attribute of the one location that the folder declares. */
function withAttribute(locations: readonly CodeLocation[], attribute: string | undefined): readonly CodeLocation[] {
  const [only, ...others] = locations;
  if (attribute === undefined || only === undefined || others.length > 0 || only.entry.kind === "defs_module") return locations;
  return [{ ...only, entry: { ...only.entry, attribute } }];
}

/** Whether a location's module is a file: a folder without `__init__.py` is a module without anything in it. */
function hasSource(findings: Findings, { entry, sourceRoots }: CodeLocation): boolean {
  if (entry.kind === "file") return findings.files.isFile(entry.file);
  const module = findModule(findings, sourceRoots, entry.module);
  return module !== null && (entry.kind === "defs_module" || module.endsWith(".py"));
}

/** Projects below that what the opened folder declares does not name: Dagster would not load them either, but people look for them. */
function noteOtherProjects(findings: Findings, walked: WalkResult, locations: readonly CodeLocation[]): void {
  const roots = new Set(locations.map((location) => location.root));
  for (const file of walked.files) {
    const folder = folderOf(file);
    if (folder === "." || roots.has(folder) || (nameOf(file) !== "pyproject.toml" && nameOf(file) !== "dg.toml")) continue;
    const read = findings.files.readText(file, { maxBytes: 1_000_000 });
    if (read === null || !("text" in read) || !/^[ \t]*\[(?:tool\.dagster|tool\.dg\.project|project)\]/m.test(read.text) || !/dagster|root_module/.test(read.text)) continue;
    if (nameOf(file) === "pyproject.toml" && !/^[ \t]*\[tool\.(?:dagster|dg\.project)\]/m.test(read.text)) continue;
    addFind(findings, "code_location", "skipped", folder, `${file} declares a code location that the opened folder's own settings do not name: open ${folder} to see it`, { file, line: 1 });
  }
}

/** Folders that hold the modules of locations found so far. */
function packagesOf(locations: readonly CodeLocation[]): ReadonlySet<string> {
  return new Set(locations.flatMap((location) => (location.declaredIn && folderOf(location.declaredIn.file) !== "." ? [folderOf(location.declaredIn.file)] : [])));
}

function isBelow(folder: string, others: ReadonlySet<string>): boolean {
  for (const other of others) if (folder === other || folder.startsWith(`${other}/`)) return true;
  return false;
}

/** Without the folders that lie in another one of the list. */
function outermost(files: ProjectFiles, folders: readonly string[]): readonly string[] {
  const absolute = new Map([...new Set(folders)].map((folder) => [folder, files.resolve(folder)]));
  return [...absolute].flatMap(([folder, path]) => (path !== null && ![...absolute.values()].some((other) => other !== null && other !== path && isWithin(other, path)) ? [folder] : []));
}

function unique(finds: readonly Find[]): readonly Find[] {
  const seen = new Map<string, Find>();
  for (const find of finds) seen.set(JSON.stringify([find.what, find.status, find.title, find.detail]), find);
  return [...seen.values()];
}
