/**
 * `@sling_assets`, `@dlt_assets` and decorators of other integrations whose asset lists are held elsewhere: Sling's come from a
 * replication YAML in the project, dlt's and servers' are made when the code runs and become a problem that says so.
 */
import { none, unknownValue } from "../python/values.ts";
import { projectPathOf } from "../python/paths.ts";
import { decorator, nativeFunction } from "./arguments.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { addRoot } from "./asset-spec.ts";
import { doubtFields, makeAssetsDefinition } from "./assets-definition.ts";
import { AssetsDefinitionData, dataOf } from "./objects.ts";
import type { NameTable, Readers } from "./session.ts";
import { slingDefinition } from "./sling.ts";

/** Decorators whose assets only a server or the running code knows. */
const ELSEWHERE: { readonly [name: string]: string } = {
  "dagster_dlt.dlt_assets": "its tables are made by dlt when the code runs",
  "dagster_embedded_elt.dlt_assets": "its tables are made by dlt when the code runs",
  "dagster_fivetran.fivetran_assets": "Fivetran holds its tables",
  "dagster_airbyte.airbyte_assets": "Airbyte holds its tables",
  "dagster_dbt.dbt_cloud_assets": "dbt Cloud holds its models",
};

export const ingestionReaders: Readers = (session): NameTable => ({
  ...Object.fromEntries(["dagster_sling", "dagster_embedded_elt"].map((library) => [`${library}.sling_assets`, decorator("sling_assets", [], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("sling_assets", options.args.span);
    const name = options.given("name");
    const made = slingDefinition(projectPathOf(options.given("replication_config") ?? none), name?.type === "str" ? name.value : fn.name, "@sling_assets", fn.span, session);
    const translator = options.given("dagster_sling_translator");
    const data = dataOf(made, AssetsDefinitionData);
    if (!data || !translator) return made;
    // A translator of the project's own may change any key: what the default one says is not stated.
    const reason = unknownValue("is decided by the project's own Sling translator", translator.span ?? fn.span);
    const isDefault = translator.type === "native";
    return isDefault ? made : makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => ({ ...doubtFields(spec, reason), key: reason })) }));
  })])),
  ...Object.fromEntries(Object.entries(ELSEWHERE).map(([name, reason]) => [name, decorator(name.slice(name.indexOf(".") + 1), [], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction(name, options.args.span);
    const short = `@${name.slice(name.indexOf(".") + 1)}`;
    return makeAssetsDefinition(new AssetsDefinitionData({ specs: [], moreSpecs: unknownValue(reason, fn.span), checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root: addRoot(session, { name: fn.name, source: fn.span, definedBy: short }) }));
  })])),
  "dagster_sling.DagsterSlingTranslator": nativeFunction("DagsterSlingTranslator", (args) => ({ type: "native", className: "dagster_sling.DagsterSlingTranslator", data: null, span: args.span }), { className: "dagster_sling.DagsterSlingTranslator" }),
  "dagster_dlt.DagsterDltTranslator": nativeFunction("DagsterDltTranslator", (args) => ({ type: "native", className: "dagster_dlt.DagsterDltTranslator", data: null, span: args.span }), { className: "dagster_dlt.DagsterDltTranslator" }),
});
