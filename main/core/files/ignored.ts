/**
 * Names in a folder -> which of them are not the project's own: environments, caches, packages of others, storages of Dagster.
 * Judged by names alone, and never where Python would look for a package (`dist/__init__.py`).
 */

/** Never entered, whatever is in them. */
const ignoredNames: ReadonlySet<string> = new Set([
  ".git", ".hg", ".svn", ".jj", ".venv", "venv", ".direnv", "node_modules", "bower_components", "__pycache__", "__pypackages__", "site-packages",
  ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".pytype", ".pyre", ".hypothesis", ".ipynb_checkpoints", ".eggs", ".cache",
  ".gradle", ".idea", ".terraform", ".dvc", ".next", ".parcel-cache", ".turbo", ".yarn", ".pnpm-store", ".pants.d", ".dagger", "htmlcov",
  "dbt_packages", "dbt_modules",
]);

/** Made by a build: ignored beside the file that builds them, unless they are a package. */
const builtNames: ReadonlySet<string> = new Set(["build", "dist", "_build", "out"]);
const builders = ["pyproject.toml", "setup.py", "setup.cfg", "package.json", "CMakeLists.txt", "Cargo.toml"];

/** What Dagster keeps in a home, next to its dagster.yaml: read by logs/, never as the project's source. */
const homeStorages: ReadonlySet<string> = new Set(["history", "schedules", "storage", "logs", ".logs_queue", ".telemetry", ".nux"]);

/** What is known of a folder when its children are judged: its name and the names in it. */
export interface FolderNames {
  readonly name: string;
  readonly names: ReadonlySet<string>;
}

/** Why the folder `child` of `parent` is left out, or null. */
export function ignoredFolder(parent: FolderNames, child: string): string | null {
  if (ignoredNames.has(child)) return "caches, environments and packages of others are not read";
  if (child.endsWith(".egg-info") || child.endsWith(".dist-info")) return "metadata of an installed package";
  if (builtNames.has(child) && builders.some((name) => parent.names.has(name))) return "made by a build";
  if (child === "target" && parent.names.has("Cargo.toml")) return "made by a build";
  // dbt writes artifacts into target/ (wanted) and what it compiled into folders below (not).
  if (parent.name === "target" && (parent.names.has("manifest.json") || parent.names.has("partial_parse.msgpack"))) return "compiled by dbt";
  if (homeStorages.has(child) && isDagsterHome(parent)) return "storage of Dagster: read as a log";
  return null;
}

/** Known only once the folder's own names are read. */
export function ignoredByContent(folder: FolderNames): string | null {
  if (folder.names.has("pyvenv.cfg")) return "a virtual environment";
  if (folder.names.has("conda-meta") && (folder.names.has("bin") || folder.names.has("python.exe"))) return "a conda environment";
  if (folder.names.has("CACHEDIR.TAG")) return "marked as a cache (CACHEDIR.TAG)";
  return null;
}

/** A build folder that is a package after all: `build/__init__.py`. */
export function isPackage(names: ReadonlySet<string>): boolean {
  return names.has("__init__.py");
}

export function isDagsterHome(folder: FolderNames): boolean {
  if (folder.name.startsWith(".tmp_dagster_home_")) return true;
  return folder.names.has("history") && (folder.names.has("dagster.yaml") || folder.names.has("schedules"));
}
