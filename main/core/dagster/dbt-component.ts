/** `dagster_dbt.DbtProjectComponent` of a component YAML -> the assets of the dbt project's manifest, with the YAML's `translation` put over them. */
import { none, type CallContext, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf, projectPathOfText } from "../python/paths.ts";
import type { ComponentDocument } from "./component-file.ts";
import { dbtDefinition, findManifest } from "./dbt-assets.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, dataOf, DefinitionsData } from "./objects.ts";
import { entry } from "./read-values.ts";
import type { Session } from "./session.ts";
import { translateSpec } from "./translation.ts";

export function loadDbtComponent(component: ComponentDocument, session: Session, context: CallContext): DefinitionsData {
  const { attributes } = component;
  const get = (name: string): Value => attributes.type === "dict" ? entry(attributes, name) ?? none : attributes;
  const project = get("project");
  const directory = project.type === "dict" ? entry(project, "project_dir") ?? none : project;
  const folder = projectPathOf(directory) ?? (directory.type === "str" ? projectPathOfText(directory.value) ?? normalizePath(`${component.place.projectRoot}/${directory.value}`) : null);
  const found = findManifest(folder === null ? null : `${folder}/target/manifest.json`, session, component.span);
  if (!found.manifest) session.report({ severity: "warning", code: "dagster.dbt-manifest", message: `Models of ${component.type} are not read here: ${found.reason.reason}`, at: component.span });
  const select = get("select");
  const exclude = get("exclude");
  const text = exclude.type !== "none" && !(exclude.type === "str" && exclude.value === "") ? "without some" : select.type === "str" ? select.value : "fqn:*";
  const made = dbtDefinition(found, undefined, "dbt", text, `component ${component.type}`, component.span, session, context);
  const data = dataOf(made, AssetsDefinitionData);
  const translation = get("translation");
  if (!data || translation.type === "none") return new DefinitionsData({ assets: [made], source: component.span });
  return new DefinitionsData({ assets: [makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => translateSpec(spec, translation, session, context)) }))], source: component.span });
}

