/** `dagster_dbt.DbtProjectComponent` of a component YAML -> the assets of the dbt project's manifest, with the YAML's `translation` put over them. */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { none, unknownValue, type CallContext, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf, projectPathOfText } from "../python/paths.ts";
import type { ComponentDocument } from "./component-document.ts";
import { dbtDefinition, findManifest, readSelection, type FoundManifest } from "./dbt-assets.ts";
import { addReferences } from "./code-references.ts";
import { assetNodes, defaultKey, modelSpec, type DbtNode } from "./dbt-manifest.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, dataOf, DefinitionsData, isKnownKey, type Key, type SpecFields } from "./objects.ts";
import { entry, fromJson } from "./read-values.ts";
import type { Session } from "./session.ts";
import { keyTextOf } from "./to-asset.ts";
import { translateSpec } from "./translation.ts";

/** The dbt node that a spec was made from, as templates ask for it. */
function nodeOf(spec: SpecFields, found: FoundManifest): DbtNode | undefined {
  const wanted = keyTextOf(spec);
  return found.manifest ? assetNodes(found.manifest).find((one) => formatAssetKey(defaultKey(one)) === wanted) : undefined;
}

export function loadDbtComponent(component: ComponentDocument, session: Session, context: CallContext): DefinitionsData {
  const { attributes } = component;
  const get = (name: string): Value => attributes.type === "dict" ? entry(attributes, name) ?? none : attributes;
  const project = get("project");
  const directory = project.type === "dict" ? entry(project, "project_dir") ?? none : project;
  const folder = projectPathOf(directory) ?? (directory.type === "str" ? projectPathOfText(directory.value) ?? normalizePath(`${component.place.projectRoot}/${directory.value}`) : null);
  const found = findManifest(folder === null ? null : `${folder}/target/manifest.json`, session, component.span);
  if (!found.manifest) session.report({ severity: "warning", code: "dagster.dbt-manifest", message: `Models of ${component.type} are not read here: ${found.reason.reason}`, at: component.span });
  const made = dbtDefinition(found, undefined, "dbt", readSelection(get), `component ${component.type}`, component.span, session, context);
  const data = dataOf(made, AssetsDefinitionData);
  const translation = get("translation");
  if (!data || !found.manifest) return new DefinitionsData({ assets: [made], source: component.span });
  const { manifest } = found;
  const translate = (spec: SpecFields, node: DbtNode | undefined): SpecFields => translation.type === "none" ? spec
    : translateSpec(spec, translation, new Map([["node", node ? fromJson(node) : unknownValue("is a dbt node that cannot be known", spec.source)]]), session, context);
  // Dependencies are translated as what they name is.
  const keys = new Map([...assetNodes(manifest), ...Object.values(manifest.sources)].map((node) => [formatAssetKey(defaultKey(node)), translate(modelSpec(manifest, node, undefined, component.span, "dbt", context), node).key]));
  const moved = (key: Key): Key => isKnownKey(key) ? keys.get(formatAssetKey(key.path)) ?? key : key;
  const specs = data.specs.map((spec): SpecFields => {
    const node = nodeOf(spec, found);
    const changed = translate({ ...spec, deps: spec.deps.map((dep) => ({ ...dep, key: moved(dep.key) })) }, node);
    const file = node?.original_file_path;
    return file === undefined || folder === null ? changed : addReferences(changed, [{ kind: "local", file: normalizePath(`${folder}/${file}`), line: null, label: null }]);
  });
  const checks = data.checks.map((check) => ({ ...check, asset: moved(check.asset) }));
  return new DefinitionsData({ assets: [makeAssetsDefinition(data.with({ specs, checks }))], source: component.span });
}

