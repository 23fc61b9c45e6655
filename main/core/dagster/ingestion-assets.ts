/**
 * `@sling_assets`, `@dlt_assets` and decorators of other integrations whose asset lists are held elsewhere: Sling's come from a
 * replication YAML in the project, dlt's from its sources as far as their names are known; those of servers become a problem that
 * says so.
 */
import { none, unknownValue } from "../python/values.ts";
import { decorator } from "./arguments.ts";
import { docstringOf } from "./asset-decorators.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { addRoot } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { dltNames, dltSpecs } from "./dlt.ts";
import { AssetsDefinitionData } from "./objects.ts";
import type { NameTable, Readers } from "./session.ts";
import { slingDefinition, slingTranslator } from "./sling.ts";

/** Decorators whose assets only a server or the running code knows. */
const ELSEWHERE: { readonly [name: string]: string } = {
  "dagster_fivetran.fivetran_assets": "Fivetran holds its tables",
  "dagster_airbyte.airbyte_assets": "Airbyte holds its tables",
  "dagster_dbt.dbt_cloud_assets": "dbt Cloud holds its models",
};

export const ingestionReaders: Readers = (session): NameTable => ({
  ...Object.fromEntries(["dagster_sling", "dagster_embedded_elt"].map((library) => [`${library}.sling_assets`, decorator("sling_assets", [], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("sling_assets", options.args.span);
    const name = options.given("name");
    return slingDefinition(options.given("replication_config") ?? none, options.given("dagster_sling_translator"), options.given("partitions_def") ?? none, name?.type === "str" ? name.value : fn.name, "@sling_assets", fn.span, session, context);
  })])),
  ...Object.fromEntries(["dagster_dlt", "dagster_embedded_elt"].map((library) => [`${library}.dlt_assets`, decorator("dlt_assets", [], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("dlt_assets", options.args.span);
    const given = options.given("name");
    const op = given?.type === "str" ? given.value : fn.name;
    const { specs, more } = dltSpecs(options.given("dlt_source") ?? none, options.given("dlt_pipeline") ?? none, options.given("dagster_dlt_translator"), fn.span, context);
    const group = options.given("group_name");
    const partitions = options.given("partitions_def");
    return makeAssetsDefinition(new AssetsDefinitionData({
      specs: specs.map((spec) => ({
        ...spec, source: fn.span, definedBy: "@dlt_assets", op,
        group: spec.group.type === "none" ? group ?? none : spec.group,
        partitions: spec.partitions.type === "none" ? partitions ?? none : spec.partitions,
        description: spec.description.type === "none" ? docstringOf(fn) : spec.description,
      })),
      moreSpecs: more, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root: addRoot(session, { name: op, source: fn.span, definedBy: "@dlt_assets" }),
    }));
  })])),
  ...Object.fromEntries(Object.entries(ELSEWHERE).map(([name, reason]) => [name, decorator(name.slice(name.indexOf(".") + 1), [], (target, options) => {
    const fn = functionOf(target);
    if (!fn) return noFunction(name, options.args.span);
    const short = `@${name.slice(name.indexOf(".") + 1)}`;
    return makeAssetsDefinition(new AssetsDefinitionData({ specs: [], moreSpecs: unknownValue(reason, fn.span), checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root: addRoot(session, { name: fn.name, source: fn.span, definedBy: short }) }));
  })])),
  "dagster_sling.DagsterSlingTranslator": slingTranslator,
  ...dltNames,
});
