/**
 * dlt's sources, resources and pipelines as far as their names can be known without running them, and the translator of dagster-dlt
 * (0.24-0.29): `@dlt.source` functions are called with what they are given, resources keep their names. Data is never read. What a
 * library's own source would yield is Unknown.
 */
import { none, str, unknownValue, type CallContext, type FunctionValue, type NativeFunction, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { bind, decorator, nativeFunction } from "./arguments.ts";
import { docstringOf } from "./asset-decorators.ts";
import { makeAssetKey } from "./asset-key.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { makeAssetSpec, readAssetSpec } from "./asset-spec.ts";
import { AssetSpecData, dataOf, type SpecFields } from "./objects.ts";
import { dict, entry, itemsOf, mergeDicts } from "./read-values.ts";
import { callArgsOf } from "./resolve-fields.ts";
import type { NameTable } from "./session.ts";

/** A resource: its name, the function that yields it, and the resource that it transforms. */
class DltResource {
  readonly name: Value;
  readonly doc: Value;
  readonly parent: DltResource | null;
  constructor(name: Value, doc: Value, parent: DltResource | null) { this.name = name; this.doc = doc; this.parent = parent; }
  rename(name: Value): DltResource { return new DltResource(name, this.doc, this.parent); }
}

class DltSource {
  readonly name: Value;
  readonly resources: readonly DltResource[];
  readonly more: UnknownValue | null;
  constructor(name: Value, resources: readonly DltResource[], more: UnknownValue | null) { this.name = name; this.resources = resources; this.more = more; }
}

/** Methods that change how data flows and leave names alone. */
const SAME = ["apply_hints", "parallelize", "bind"];

function makeResource(resource: DltResource, sourceName: Value, span: SourceSpan): NativeObject {
  const self: NativeObject = {
    type: "native", className: "dlt.DltResource", data: resource, span,
    call: () => self,
    getAttribute(name) {
      switch (name) {
        case "name": return resource.name;
        case "source_name": return sourceName;
        case "with_name": return nativeFunction(name, (args) => makeResource(resource.rename(args.positional[0] ?? none), sourceName, span));
        case "__doc__": return resource.doc;
        // A further step hides the docstring of the function.
        case "add_map": case "add_filter": case "add_yield_map": case "add_limit": case "add_step": return nativeFunction(name, () => makeResource(new DltResource(resource.name, none, resource.parent), sourceName, span));
        default: return SAME.includes(name) ? nativeFunction(name, () => self) : undefined;
      }
    },
    // `a | transformer`: the data of `a` under the transformer's name.
    operate: (operator, right) => {
      const next = dataOf(right, DltResource);
      return operator === "|" && next ? makeResource(new DltResource(next.name, next.doc, resource), sourceName, span) : undefined;
    },
  };
  return self;
}

function makeSource(source: DltSource, span: SourceSpan): NativeObject {
  const resources = (): Value => ({ type: "dict", entries: source.resources.map((one): [Value, Value] => [one.name, makeResource(one, source.name, span)]), ...(source.more ? { open: source.more } : {}) });
  const self: NativeObject = {
    type: "native", className: "dlt.DltSource", data: source, span,
    getAttribute(name) {
      switch (name) {
        case "name": return source.name;
        case "resources": case "selected_resources": return resources();
        case "with_resources": return nativeFunction(name, (args) => {
          const wanted = args.positional.flatMap((value) => itemsOf(value)?.items ?? [value]);
          if (wanted.some((value) => value.type !== "str")) return makeSource(new DltSource(source.name, [], unknownValue("selects resources that cannot be known", args.span)), span);
          return makeSource(new DltSource(source.name, source.resources.filter((one) => wanted.some((value) => value.type === "str" && one.name.type === "str" && value.value === one.name.value)), source.more), span);
        });
        default: {
          const found = source.resources.find((one) => one.name.type === "str" && one.name.value === name);
          return found ? makeResource(found, source.name, span) : SAME.includes(name) || name === "clone" ? nativeFunction(name, () => self) : undefined;
        }
      }
    },
    setAttribute: () => true,
  };
  return self;
}

/** What a source's function gives: one resource, or several, returned or yielded; bare functions and generators are resources too. */
function readResources(value: Value, context: CallContext): { readonly resources: readonly DltResource[]; readonly more: UnknownValue | null } {
  const one = dataOf(value, DltResource);
  if (one) return { resources: [one], more: null };
  const source = dataOf(value, DltSource);
  if (source) return { resources: source.resources, more: source.more };
  if (value.type === "function") return { resources: [new DltResource(str(value.name), docstringOf(value), null)], more: null };
  if (value.type === "unknown") return { resources: [], more: value };
  if (value.type === "none") return { resources: [], more: null };
  const list = itemsOf(value);
  if (!list && value.type !== "native" && value.type !== "dict") return { resources: [], more: unknownValue("yields something that is no resource that can be read", value.span) };
  const items = list?.items ?? context.iterate(value);
  if (!Array.isArray(items)) return { resources: [], more: items as UnknownValue };
  const parts = (items as readonly Value[]).map((item) => readResources(item, context));
  return { resources: parts.flatMap((part) => part.resources), more: list?.open ?? parts.find((part) => part.more)?.more ?? null };
}

function sourceFactory(fn: FunctionValue, name: Value): NativeObject {
  const make: NativeObject = {
    type: "native", className: "dlt.SourceFactory", data: null, span: fn.span,
    call: (args, context) => {
      const { resources, more } = readResources(context.call(fn, args.positional, args.named), context);
      return makeSource(new DltSource(name, resources, more), args.span);
    },
    getAttribute: (attribute) => attribute === "clone" || attribute === "with_args" ? nativeFunction(attribute, (args) => sourceFactory(fn, args.named.get("name") ?? name)) : attribute === "__wrapped__" ? fn : undefined,
  };
  return make;
}

const opaque = (span: SourceSpan): UnknownValue => unknownValue("is an object of the library", span);

const DEFAULTS: { readonly [method: string]: (resource: NativeObject, context: CallContext) => Value } = {
  get_asset_key: (resource, context) => named(resource, context, (source, name) => makeAssetKey([`dlt_${source}_${name}`])),
  get_deps_asset_keys: (resource, context) => {
    let first = dataOf(resource, DltResource);
    while (first?.parent) first = first.parent;
    const origin = first?.name;
    return named(resource, context, (source, name) => ({ type: "list", items: [makeAssetKey([`${source}_${origin?.type === "str" ? origin.value : name}`])] }));
  },
  get_description: (resource) => dataOf(resource, DltResource)?.doc ?? none,
  get_group_name: () => none,
  get_owners: () => none,
  get_tags: () => dict([]),
  get_automation_condition: () => none,
};

/** With both names known, else the reason. */
function named(resource: NativeObject, context: CallContext, make: (source: string, name: string) => Value): Value {
  const source = context.getAttribute(resource, "source_name");
  const name = context.getAttribute(resource, "name");
  if (source.type !== "str") return source.type === "unknown" ? source : unknownValue("its source has no name that can be known");
  return name.type === "str" ? make(source.value, name.value) : name.type === "unknown" ? name : unknownValue("has no name that can be known");
}

const FIELDS: { readonly [method: string]: string } = {
  get_asset_key: "key", get_deps_asset_keys: "deps", get_description: "description", get_group_name: "group_name", get_owners: "owners", get_tags: "tags", get_automation_condition: "automation_condition",
};

/** `DagsterDltTranslator.get_asset_spec`. */
function resourceSpec(translator: Value, data: Value, span: SourceSpan, context: CallContext): Value {
  const resource = context.getAttribute(data, "resource");
  const destination = context.getAttribute(context.getAttribute(data, "destination"), "destination_name");
  const fields = new Map<string, Value>();
  for (const [method, field] of Object.entries(FIELDS)) fields.set(field, context.call(context.getAttribute(translator, method), [resource]));
  const kinds: Value = destination.type === "str" ? { type: "set", isFrozen: false, items: [str("dlt"), destination] } : unknownValue("its destination cannot be known", span);
  fields.set("kinds", kinds);
  fields.set("metadata", dict([["dagster/storage_kind", destination]]));
  return makeAssetSpec(readAssetSpec(bind(callArgsOf(fields, span), ["key"]), context, "@dlt_assets"), { name: "dlt resource", source: span, definedBy: "@dlt_assets" });
}

function translatorMethod(name: string, self: (() => Value) | null): NativeFunction | undefined {
  if (name !== "get_asset_spec" && !Object.hasOwn(DEFAULTS, name)) return undefined;
  return nativeFunction(name, (args, context) => {
    const translator = self ? self() : args.positional[0] ?? none;
    const subject = args.positional[self ? 0 : 1] ?? [...args.named.values()][0] ?? none;
    if (name === "get_asset_spec") return resourceSpec(translator, subject, args.span, context);
    return subject.type === "native" ? DEFAULTS[name]!(subject, context) : unknownValue("is a dlt resource that cannot be read", args.span);
  });
}

const translatorClass: NativeFunction = nativeFunction("DagsterDltTranslator", (args) => {
  const self: NativeObject = { type: "native", className: "dagster_dlt.DagsterDltTranslator", data: null, span: args.span, getAttribute: (name) => translatorMethod(name, () => self) };
  return self;
}, { className: "dagster_dlt.DagsterDltTranslator", getAttribute: (name) => translatorMethod(name, null) });

/** Specs of `@dlt_assets(dlt_source=..., dlt_pipeline=..., dagster_dlt_translator=...)`. */
export function dltSpecs(source: Value, pipeline: Value, translator: Value | undefined, span: SourceSpan, context: CallContext): { readonly specs: readonly SpecFields[]; readonly more: UnknownValue | null } {
  const read = dataOf(source, DltSource);
  if (!read) return { specs: [], more: source.type === "unknown" ? source : unknownValue("its source comes from a library: dlt makes its tables when the code runs", span) };
  const uses = translator ?? context.call(translatorClass, []);
  let { more } = read;
  const specs = read.resources.flatMap((resource): SpecFields[] => {
    const destination = context.getAttribute(pipeline, "destination");
    const data: NativeObject = {
      type: "native", className: "dagster_dlt.DltResourceTranslatorData", data: null,
      getAttribute: (name) => name === "resource" ? makeResource(resource, read.name, span) : name === "pipeline" ? pipeline : name === "destination" ? destination : undefined,
    };
    const made = dataOf(context.call(context.getAttribute(uses, "get_asset_spec"), [data]), AssetSpecData);
    if (!made) {
      more ??= unknownValue("its translator cannot be followed", translator?.span ?? span);
      return [];
    }
    const own = dict(["source", "pipeline", "translator"].map((name): [string, Value] => [`dagster_dlt/${name}`, opaque(span)]));
    return [{ ...made.spec, metadata: mergeDicts(made.spec.metadata, own) }];
  });
  return { specs, more };
}

function destination(name: Value): NativeObject {
  return { type: "native", className: "dlt.Destination", data: null, getAttribute: (attribute) => attribute === "destination_name" || attribute === "destination_type" ? name : undefined };
}

export const dltNames: NameTable = {
  "dlt.source": decorator("source", ["func"], (target, options) => {
    const fn = functionOf(target);
    return fn ? sourceFactory(fn, options.given("name") ?? str(fn.name)) : noFunction("dlt.source", options.args.span);
  }),
  "dlt.resource": nativeFunction("resource", (args) => {
    const bound = bind(args, ["data"]);
    const make = (target: Value | undefined): Value => {
      const fn = functionOf(target);
      const name = bound.given("name") ?? (fn ? str(fn.name) : undefined) ?? dataOf(target, DltResource)?.name ?? unknownValue("is a resource without a name that can be known", args.span);
      return makeResource(new DltResource(name, fn ? docstringOf(fn) : none, null), unknownValue("its source cannot be known", args.span), args.span);
    };
    const data = bound.given("data");
    return data ? make(data) : nativeFunction("resource", (inner) => make(inner.positional[0]));
  }),
  "dlt.transformer": nativeFunction("transformer", (args) => {
    const bound = bind(args, ["f"]);
    const make = (target: Value | undefined): Value => {
      const fn = functionOf(target);
      const name = bound.given("name") ?? (fn ? str(fn.name) : unknownValue("is a transformer without a name that can be known", args.span));
      return makeResource(new DltResource(name, fn ? docstringOf(fn) : none, dataOf(bound.given("data_from"), DltResource)), unknownValue("its source cannot be known", args.span), args.span);
    };
    const fn = bound.given("f");
    return fn ? make(fn) : nativeFunction("transformer", (inner) => make(inner.positional[0]));
  }),
  "dlt.pipeline": nativeFunction("pipeline", (args) => {
    const bound = bind(args, ["pipeline_name", "pipelines_dir", "pipeline_salt", "destination", "staging", "dataset_name"]);
    const given = bound.given("destination");
    const target: Value = !given ? unknownValue("its destination is configured elsewhere", args.span) : given.type === "str" ? destination(given) : given;
    return { type: "native", className: "dlt.Pipeline", data: null, span: args.span, getAttribute: (name) => name === "destination" ? target : name === "pipeline_name" || name === "dataset_name" ? bound.given(name) ?? none : undefined };
  }),
  ...Object.fromEntries(["filesystem", "duckdb", "snowflake", "bigquery", "postgres", "redshift", "databricks", "motherduck", "athena", "mssql", "clickhouse"].map((name) => [`dlt.destinations.${name}`, nativeFunction(name, (args) => destination(args.named.get("destination_name") ?? str(name)))])),
  // The verified sources that yield one resource under their own name.
  ...Object.fromEntries(["filesystem", "readers"].map((name) => [`dlt.sources.filesystem.${name}`, nativeFunction(name, (args) => makeResource(new DltResource(str(name), none, null), str("filesystem"), args.span))])),
  "dlt.sources.sql_database.sql_table": nativeFunction("sql_table", (args) => {
    const table = bind(args, ["credentials", "table"]).given("table") ?? unknownValue("is a table that is not named", args.span);
    return makeResource(new DltResource(table, none, null), str("sql_database"), args.span);
  }),
  "dlt.sources.sql_database.sql_database": nativeFunction("sql_database", (args) => {
    const tables = bind(args, ["credentials", "schema", "metadata", "table_names"]).given("table_names");
    const list = tables ? itemsOf(tables) : null;
    const more = list ? list.open ?? null : unknownValue("its tables are those of the database", args.span);
    return makeSource(new DltSource(str("sql_database"), (list?.items ?? []).map((table) => new DltResource(table, none, null)), more), args.span);
  }),
  "dlt.sources.rest_api.rest_api_source": nativeFunction("rest_api_source", (args) => {
    const bound = bind(args, ["config", "name"]);
    return makeSource(new DltSource(bound.given("name") ?? str("rest_api"), ...restResources(bound.raw("config") ?? none)), args.span);
  }),
  "dlt.sources.rest_api.rest_api_resources": nativeFunction("rest_api_resources", (args): Value => {
    const [resources, more] = restResources(bind(args, ["config"]).raw("config") ?? none);
    return { type: "list", items: resources.map((resource) => makeResource(resource, str("rest_api"), args.span)), ...(more ? { open: more } : {}) };
  }),
  "dagster_dlt.DagsterDltTranslator": translatorClass,
};

/** `resources:` of a REST API configuration: names, or tables with a name. */
function restResources(config: Value): [readonly DltResource[], UnknownValue | null] {
  const listed = config.type === "dict" ? entry(config, "resources") : undefined;
  const list = listed ? itemsOf(listed) : null;
  if (!list) return [[], config.type === "unknown" ? config : unknownValue("its resources are configured elsewhere", config.span)];
  const names = list.items.map((item) => item.type === "dict" ? entry(item, "name") ?? unknownValue("is a resource without a name", item.span) : item);
  return [names.map((name) => new DltResource(name, none, null)), list.open ?? null];
}
