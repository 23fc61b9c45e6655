/** dbt_project.yml files -> dbt projects with the manifest that dbt wrote for them, if it is there. Evaluates no Jinja. */
import type { DbtProject } from "../../../shared/model.ts";
import { unknown } from "../../../shared/unknown.ts";
import { textIn } from "./config-data.ts";
import { readYaml } from "./config-file.ts";
import { addFind, folderOf, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";

const maxProjects = 200;

export function findDbtProjects(findings: Findings, walkedFiles: readonly string[]): readonly DbtProject[] {
  const found = walkedFiles.filter((file) => nameOf(file) === "dbt_project.yml" || nameOf(file) === "dbt_project.yaml");
  if (found.length === 0) addFind(findings, "dbt_project", "missing", "dbt projects", "No dbt_project.yml in the folder or below it");
  return found.slice(0, maxProjects).map((file) => {
    const root = folderOf(file);
    const config = readYaml(findings, file);
    const name = textIn(config?.data, "name");
    const target = textIn(config?.data, "target-path") ?? "target";
    // dbt takes the folder from a variable at run time: the default is where it is as a rule.
    const manifest = joinPath(root, `${target.includes("{{") ? "target" : target}/manifest.json`);
    const hasManifest = findings.files.isFile(manifest);
    findings.configFiles.add(manifest);
    addFind(findings, "dbt_project", "found", name ?? root, hasManifest ? `${file}, manifest ${manifest}` : `${file}, without a manifest: no ${manifest} (\`dbt parse\` writes it)`, config?.at("name"));
    const known = name === null ? unknown(config === null ? "its dbt_project.yml cannot be read" : "its dbt_project.yml does not name it", { file, line: 1 }) : name.includes("{{") ? unknown("a Jinja expression", config?.at("name")) : name;
    return { name: known, root, manifest: hasManifest ? manifest : null };
  });
}
