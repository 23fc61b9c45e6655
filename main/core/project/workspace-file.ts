/**
 * workspace.yaml -> the code locations of its `load_from`, by WORKSPACE_CONFIG_SCHEMA and load.py of Dagster 1.13. gRPC servers hold code
 * that is not in the folder: said, not read.
 */
import type { CodeLocation } from "../../../shared/model.ts";
import { createCodeLocation, pathFrom } from "./code-location.ts";
import type { Declaration } from "./code-location.ts";
import { isTable, listIn, textIn, valueIn } from "./config-data.ts";
import { readYaml } from "./config-file.ts";
import { addFind, addProblem } from "./findings.ts";
import type { Findings } from "./findings.ts";

const maxEntries = 1_000;

export function readWorkspaceFile(findings: Findings, folder: string, path: string): readonly CodeLocation[] {
  const config = readYaml(findings, path);
  if (config === null) return [];
  const entries = listIn(config.data, "load_from");
  if (entries.length === 0) addFind(findings, "code_location", "missing", path, "Its load_from lists nothing", config.at());
  const locations: CodeLocation[] = [];
  for (const [index, entry] of entries.slice(0, maxEntries).entries()) {
    const declaredIn = config.at("load_from", index);
    const kind = isTable(entry) ? Object.keys(entry)[0] : undefined;
    const value = kind === undefined ? undefined : valueIn(entry, kind);
    if (kind === "grpc_server") {
      const name = textIn(value, "location_name") ?? `grpc:${textIn(value, "host") ?? "localhost"}:${String(valueIn(value, "socket") ?? valueIn(value, "port") ?? "?")}`;
      addFind(findings, "code_location", "skipped", name, `A gRPC server: its code cannot be read through ${path}. Open the folder of its code, or name the entry point with -m or -f`, declaredIn);
      continue;
    }
    const declaration = kind === undefined ? null : readTarget(findings, folder, kind, value);
    if (declaration === null) {
      addProblem(findings, "warning", "project.workspace-entry", `Entry ${index + 1} of ${path} is none that Dagster knows: python_module, python_file, python_package, autoload_defs_module or grpc_server with their names`, declaredIn);
      continue;
    }
    locations.push(createCodeLocation(findings, { ...declaration, root: folder, declaredIn, declaredBy: `${path} load_from` }));
  }
  return locations;
}

type Target = Pick<Declaration, "name" | "module" | "file" | "defsModule" | "attribute" | "workingDirectory">;

function readTarget(findings: Findings, folder: string, kind: string, value: unknown): Target | null {
  // Each kind is its name alone, or a table of options.
  const given = (key: string): string | null => (typeof value === "string" ? value : textIn(value, key));
  const option = (key: string): string | null => textIn(value, key);
  const directory = option("working_directory");
  const workingDirectory = (directory === null ? null : pathFrom(findings, folder, directory)) ?? folder;
  const common = { name: option("location_name"), attribute: option("attribute"), workingDirectory };
  if (kind === "python_file") {
    const path = given("relative_path");
    const file = path === null ? null : pathFrom(findings, folder, path);
    return file === null ? null : { ...common, file };
  }
  const module = given(kind === "python_package" ? "package_name" : "module_name");
  if (module === null) return null;
  if (kind === "python_module" || kind === "python_package") return { ...common, module };
  if (kind === "autoload_defs_module") return { ...common, attribute: null, defsModule: module };
  return null;
}

