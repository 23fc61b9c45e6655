/** `dagster_dbt.DbtProjectComponent` of a component YAML -> the assets of the dbt project's manifest, with the YAML's `translation` put over them. */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { none, unknownValue, type CallContext, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf, projectPathOfText } from "../python/paths.ts";
import type { ComponentDocument } from "./component-document.ts";
import { dbtDefinition, findManifest, type FoundManifest } from "./dbt-assets.ts";
import { assetNodes, defaultKey } from "./dbt-manifest.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, dataOf, DefinitionsData, type SpecFields } from "./objects.ts";
import { entry, fromJson } from "./read-values.ts";
import type { Session } from "./session.ts";
import { keyTextOf } from "./to-asset.ts";
import { translateSpec } from "./translation.ts";

/** The dbt node that a spec was made from, as templates ask for it. */
function nodeOf(spec: SpecFields, found: FoundManifest): Value {
  const wanted = keyTextOf(spec);
  const node = found.manifest ? assetNodes(found.manifest).find((one) => formatAssetKey(defaultKey(one)) === wanted) : undefined;
  return node ? fromJson(node) : unknownValue("is a dbt node that cannot be known", spec.source);
}

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
  return new DefinitionsData({ assets: [makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => translateSpec(spec, translation, new Map([["node", nodeOf(spec, found)]]), session, context)) }))], source: component.span });
}

