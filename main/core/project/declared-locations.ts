/**
 * A folder's dg.toml, pyproject.toml and workspace.yaml -> the code locations they declare, by the rules of Dagster's own commands: `dg`
 * settings first (dg.toml hides those of pyproject.toml), then [tool.dagster], then workspace.yaml. Mirrors DgContext, PyProjectFileTarget
 * and get_target_from_toml_data of Dagster 1.13.
 */
import type { CodeLocation } from "../../../shared/model.ts";
import { createCodeLocation, pathFrom } from "./code-location.ts";
import { listIn, tableIn, textIn, valueIn } from "./config-data.ts";
import type { ConfigFile, Table } from "./config-data.ts";
import { readToml } from "./config-file.ts";
import { addFind, addProblem, folderOf, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { findModule, findSourceRoots } from "./source-roots.ts";
import { readWorkspaceFile } from "./workspace-file.ts";

/** Null when the folder declares nothing; a list (maybe empty, with problems said) when it does. */
export function readDeclaredLocations(findings: Findings, folder: string): readonly CodeLocation[] | null {
  const { files } = findings;
  const pyproject = readToml(findings, joinPath(folder, "pyproject.toml"));
  const dgToml = readToml(findings, joinPath(folder, "dg.toml"));
  const dgFile = dgToml ?? (tableIn(pyproject?.data, "tool", "dg") ? pyproject : null);
  const prefix = dgToml ? [] : ["tool", "dg"];
  const dg = dgFile ? (dgToml ? dgToml.data : tableIn(dgFile.data, "tool", "dg")) : null;

  if (dgFile && dg && (tableIn(dg, "workspace") || textIn(dg, "directory_type") === "workspace")) {
    return readDgWorkspace(findings, folder, dgFile, dg, prefix);
  }
  if (dgFile && dg && textIn(dg, "project", "root_module") !== null) {
    const location = readDgProject(findings, folder, dgFile, dg, prefix, textIn(pyproject?.data, "tool", "dagster", "code_location_name"));
    noteUnused(findings, folder, location, pyproject);
    return [location];
  }
  const dagster = pyproject ? tableIn(pyproject.data, "tool", "dagster") : null;
  const declared = pyproject && dagster ? readToolDagster(findings, folder, pyproject, dagster) : [];
  if (declared.length > 0) return declared;
  for (const name of ["workspace.yaml", "workspace.yml"]) {
    const path = joinPath(folder, name);
    findings.configFiles.add(path);
    if (files.isFile(path)) return readWorkspaceFile(findings, folder, path);
  }
  if (dagster && pyproject) addFind(findings, "code_location", "missing", "[tool.dagster]", `${pyproject.file} names neither module_name nor modules`, pyproject.at("tool", "dagster"));
  return null;
}

/** The projects that `[[workspace.projects]]` lists, each by its own settings. */
function readDgWorkspace(findings: Findings, folder: string, file: ConfigFile, dg: Table, prefix: readonly string[]): readonly CodeLocation[] {
  const locations: CodeLocation[] = [];
  const at = file.at(...prefix, "workspace");
  const projects = listIn(dg, "workspace", "projects");
  if (projects.length === 0) addFind(findings, "code_location", "missing", `Workspace ${file.file}`, "It lists no projects", at);
  for (const project of projects.slice(0, 1_000)) {
    const path = textIn(project, "path");
    const root = path === null ? null : pathFrom(findings, folder, path);
    if (path === null || root === null || root === folder || !findings.files.isFolder(root)) {
      addFind(findings, "code_location", "missing", `Project ${path ?? "without path"}`, `No such folder in the repository, listed in ${file.file}`, at);
      continue;
    }
    const declared = readDeclaredLocations(findings, root);
    if (declared === null || declared.length === 0) addProblem(findings, "warning", "project.workspace-entry", `${root} is listed in ${file.file} but is no Dagster project: no [tool.dg.project], [tool.dagster] or workspace.yaml in it`, at);
    else locations.push(...declared);
  }
  return locations;
}

function readDgProject(findings: Findings, folder: string, file: ConfigFile, dg: Table, prefix: readonly string[], otherName: string | null): CodeLocation {
  const rootModule = textIn(dg, "project", "root_module") ?? "";
  const at = file.at(...prefix, "project", "root_module");
  const declaredBy = `${nameOf(file.file)} [${[...prefix, "project"].join(".")}]`;
  // As dg does: imports start where the root module lies, in src if there is one.
  const src = joinPath(folder, "src");
  const workingDirectory = findings.files.isFolder(joinPath(src, rootModule.replaceAll(".", "/"))) ? src : folder;
  const common = { name: textIn(dg, "project", "code_location_name") ?? otherName ?? folderName(findings, folder), workingDirectory, root: folder, declaredIn: at, declaredBy };
  const target = textIn(dg, "project", "code_location_target_module") ?? `${rootModule}.definitions`;
  const defsModule = textIn(dg, "project", "defs_module") ?? defaultDefsModule(findings, folder, workingDirectory, rootModule);
  if (valueIn(dg, "project", "autoload_defs") === true) return createCodeLocation(findings, { ...common, defsModule });
  const quiet: Findings = { ...findings, finds: [], problems: [] };
  const roots = findSourceRoots(quiet, folder, workingDirectory);
  if (findModule(quiet, roots, target) === null && findModule(quiet, roots, defsModule) !== null) {
    addProblem(findings, "warning", "project.entry-missing", `No module ${target}: read the folder of definitions ${defsModule} instead`, at, "Add the module, or set autoload_defs = true.");
    return createCodeLocation(findings, { ...common, defsModule });
  }
  return createCodeLocation(findings, { ...common, module: target });
}

/** `<root>.defs`, or `<root>.definitions` where only that is there. */
function defaultDefsModule(findings: Findings, folder: string, workingDirectory: string, rootModule: string): string {
  const roots = [workingDirectory, folder];
  const isThere = (name: string): boolean => findModule(findings, roots, `${rootModule}.${name}`) !== null;
  return `${rootModule}.${!isThere("defs") && isThere("definitions") ? "definitions" : "defs"}`;
}

/** `module_name`, or `modules` of type "module". File, attribute and working directory are no settings of Dagster's here, but are understood. */
function readToolDagster(findings: Findings, folder: string, file: ConfigFile, dagster: Table): readonly CodeLocation[] {
  const name = textIn(dagster, "code_location_name");
  const attribute = textIn(dagster, "attribute");
  const directory = textIn(dagster, "working_directory");
  const workingDirectory = (directory === null ? null : pathFrom(findings, folder, directory)) ?? folder;
  const common = { name, attribute, workingDirectory, root: folder, declaredBy: `${nameOf(file.file)} [tool.dagster]` };
  const module = textIn(dagster, "module_name");
  if (module !== null) return [createCodeLocation(findings, { ...common, module, declaredIn: file.at("tool", "dagster", "module_name") })];
  const modules = listIn(dagster, "modules").flatMap((entry) => (textIn(entry, "type") === "module" ? (textIn(entry, "name") ?? []) : []));
  if (modules.length > 0) {
    const declaredIn = file.at("tool", "dagster", "modules");
    return modules.map((each) => createCodeLocation(findings, { ...common, name: modules.length > 1 ? null : name, module: each, declaredIn }));
  }
  const path = textIn(dagster, "python_file");
  const pythonFile = path === null ? null : pathFrom(findings, folder, path);
  if (pythonFile !== null) return [createCodeLocation(findings, { ...common, file: pythonFile, declaredIn: file.at("tool", "dagster", "python_file") })];
  return [];
}

/** Says what a `dg` project's settings leave unused, so that nobody wonders. */
function noteUnused(findings: Findings, folder: string, location: CodeLocation, pyproject: ConfigFile | null): void {
  const other = textIn(pyproject?.data, "tool", "dagster", "module_name");
  if (pyproject && other !== null && location.entry.kind === "module" && location.entry.module !== other) {
    addFind(findings, "code_location", "skipped", other, `${pyproject.file} [tool.dagster] names it, but [tool.dg.project] decides`, pyproject.at("tool", "dagster"));
  }
  for (const name of ["workspace.yaml", "workspace.yml"]) {
    const path = joinPath(folder, name);
    if (findings.files.isFile(path)) addFind(findings, "code_location", "skipped", path, "Dagster uses it only when it is named: the project's own settings decide");
  }
}

function folderName(findings: Findings, folder: string): string {
  const absolute = findings.files.resolve(folder) ?? joinPath(findings.files.folder, folder);
  return nameOf(absolute.replaceAll("\\", "/")) || nameOf(folderOf(absolute)) || "project";
}
