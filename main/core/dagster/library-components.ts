/**
 * Components of Dagster's libraries that YAML names -> definitions, as far as YAML alone tells them: executables, templated SQL,
 * `DefinitionsComponent`, dbt projects, Sling replications. Others are problems that say so (dagster 1.10-1.13).
 */
import { none, str, type CallContext, type Value } from "../python/values.ts";
import { normalizePath } from "../python/paths.ts";
import { readCheckSpecs, makeChecksDefinition } from "./check-spec.ts";
import type { ComponentDocument } from "./component-document.ts";
import { loadDbtComponent } from "./dbt-component.ts";
import { definitionsIn, mergeDefinitions } from "./definitions-object.ts";
import { definitionsFromObjects, LOADABLE, objectsInModule } from "./load-modules.ts";
import { moduleNameOf } from "./load-context.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, AssetSpecData, DefinitionsData } from "./objects.ts";
import { entry, isUnknownValue } from "./read-values.ts";
import { resolveAssetSpec } from "./resolve-fields.ts";
import { seeThrough } from "./see-through.ts";
import type { Session } from "./session.ts";
import { loadSlingComponent } from "./sling.ts";

export type LibraryComponent = (component: ComponentDocument, session: Session, context: CallContext, instance?: Value) => DefinitionsData;

function attribute(component: ComponentDocument, name: string): Value {
  return component.attributes.type === "dict" ? entry(component.attributes, name) ?? none : component.attributes;
}

/** `ExecutableComponent`: `assets:` and `checks:` are specs, the rest tells how to run them. */
const executable: LibraryComponent = (component, session, context) => {
  const definedBy = `component ${component.type}`;
  const assets = attribute(component, "assets");
  const specs = assets.type === "list" ? assets.items.map((item) => resolveAssetSpec(item, session, context, definedBy, component.span)) : assets.type === "none" ? [] : [assets];
  const { found, unknowns } = seeThrough({ type: "list", items: specs }, (native) => native.data instanceof AssetSpecData, context);
  const execution = attribute(component, "execution");
  const name = execution.type === "dict" ? entry(execution, "name") : undefined;
  const op = name?.type === "str" ? name.value : component.place.path.split("/").at(-1) ?? "component";
  const checkList = attribute(component, "checks");
  const create = session.resolve("dagster.AssetCheckSpec");
  const checkSpecs: Value = { type: "list", items: checkList.type === "list" && create ? checkList.items.map((item) => item.type === "dict" ? context.call(create, [], new Map(item.entries.flatMap(([key, value]): [string, Value][] => key.type === "str" ? [[key.value, key.value === "asset" && value.type === "str" ? { type: "list", items: value.value.split("/").map((part) => str(part)) } : value]] : []))) : item) : [] };
  const { checks, more } = readCheckSpecs(checkSpecs, context);
  if (specs.length === 0) return new DefinitionsData({ checks: [makeChecksDefinition(checks, more, definedBy, session)], source: component.span });
  const data = new AssetsDefinitionData({
    specs: found.flatMap(({ native, doubt }) => native.data instanceof AssetSpecData ? [{ ...native.data.spec, definedBy, op, doubt }] : []),
    moreSpecs: unknowns[0] ?? null, checks, moreChecks: more, kind: "materializable", isSourceAsset: false, root: { name: op, source: component.span, definedBy },
  });
  return new DefinitionsData({ assets: [makeAssetsDefinition(data)], source: component.span });
};

/** `DefinitionsComponent`: a Python file (or module) of definitions beside the YAML. */
const definitionsComponent: LibraryComponent = (component, _session, context) => {
  const path = attribute(component, "path");
  const file = path.type === "str" ? normalizePath(`${component.place.path}/${path.value}`) : `${component.place.path}/definitions.py`;
  const module = context.importModule(moduleNameOf(component.place, file));
  if (isUnknownValue(module)) return new DefinitionsData({ assets: [module] });
  const objects = objectsInModule(module, [DefinitionsData], context);
  return objects.length > 0 ? mergeDefinitions(objects.flatMap((value) => definitionsIn(value, context).parts)) : definitionsFromObjects(objectsInModule(module, LOADABLE, context), component.span);
};

/** Known by name, but their assets are held by a server or made by code that is not here. */
function elsewhere(what: string): LibraryComponent {
  return (component, session) => {
    session.report({ severity: "warning", code: "dagster.component-unknown", message: `Assets of ${component.type} are not read: ${what}`, at: component.span, hint: "They appear once the log holds their materializations." });
    return new DefinitionsData({ source: component.span });
  };
}

export const LIBRARY_COMPONENTS: { readonly [type: string]: LibraryComponent } = {
  "dagster.PythonScriptComponent": executable,
  "dagster.UvRunComponent": executable,
  "dagster.FunctionComponent": executable,
  "dagster.TemplatedSqlComponent": executable,
  "dagster.DefinitionsComponent": definitionsComponent,
  "dagster_dbt.DbtProjectComponent": loadDbtComponent,
  "dagster_sling.SlingReplicationCollectionComponent": loadSlingComponent,
  "dagster_dlt.DltLoadCollectionComponent": elsewhere("its tables are made by dlt when the code runs"),
  "dagster_fivetran.FivetranAccountComponent": elsewhere("a server holds them"),
  "dagster_airbyte.AirbyteWorkspaceComponent": elsewhere("a server holds them"),
  "dagster_powerbi.PowerBIWorkspaceComponent": elsewhere("a server holds them"),
  "dagster_tableau.TableauComponent": elsewhere("a server holds them"),
  "dagster_looker.LookerComponent": elsewhere("a server holds them"),
  "dagster_sigma.SigmaComponent": elsewhere("a server holds them"),
  "dagster_omni.OmniComponent": elsewhere("a server holds them"),
  "dagster_dbt.DbtCloudComponent": elsewhere("a server holds them"),
  "dagster_databricks.DatabricksWorkspaceComponent": elsewhere("a server holds them"),
  "dagster_databricks.DatabricksAssetBundleComponent": elsewhere("a bundle file holds them"),
};

