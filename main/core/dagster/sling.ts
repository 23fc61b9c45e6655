/**
 * Sling replications (`replication.yaml`) -> one asset a stream, by the translator of dagster-sling (0.23-0.29) or the project's own
 * subclass of it: key from `meta.dagster.asset_key`, `object` or the stream's name below `target`. Patterns in names stay as Dagster
 * keeps them.
 */
import { isMap, parseDocument } from "yaml";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { none, str, unknownValue, type CallContext, type NativeFunction, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import { normalizePath, PROJECT_ROOT, projectPathOf } from "../python/paths.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { makeAssetKey } from "./asset-key.ts";
import { addRoot, makeAssetSpec, readAssetSpec } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import type { ComponentDocument } from "./component-document.ts";
import { AssetsDefinitionData, AssetSpecData, dataOf, DefinitionsData, MetadataValueData, type SpecFields } from "./objects.ts";
import { dict, entry, fromJson, mergeDicts, readJson } from "./read-values.ts";
import { callArgsOf } from "./resolve-fields.ts";
import type { Session } from "./session.ts";
import { translateSpec } from "./translation.ts";

interface Stream {
  readonly name: string;
  readonly config: { readonly [key: string]: unknown };
  /** Nothing stands behind the name: Dagster keeps that as None. */
  readonly isBare?: boolean;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `clean_name_lower_with_dots`. */
function sanitize(name: string): string {
  return name.replaceAll('"', "").replaceAll(/[^A-Za-z0-9_.]+/g, "_").toLowerCase();
}

function metaOf(stream: Stream): { readonly [key: string]: unknown } {
  const meta = stream.config["meta"];
  const own = isObject(meta) ? meta["dagster"] : undefined;
  return isObject(own) ? own : {};
}

function readStream(value: Value): Stream | null {
  const json = readJson(value);
  if (!isObject(json) || typeof json["name"] !== "string") return null;
  return { name: json["name"], config: isObject(json["config"]) ? json["config"] : {}, ...(json["config"] === null ? { isBare: true } : {}) };
}

/** `DagsterSlingTranslator._default_*_fn`, by the name of the public method. */
const DEFAULTS: { readonly [method: string]: (stream: Stream, targetPrefix: string) => Value } = {
  get_asset_key: (stream, targetPrefix) => {
    const own = metaOf(stream)["asset_key"];
    const object = stream.config["object"];
    return makeAssetKey(typeof own === "string" ? own.split(".") : [targetPrefix, ...sanitize(typeof object === "string" ? object : stream.name).split(".")]);
  },
  get_deps_asset_key: (stream) => {
    const deps = metaOf(stream)["deps"];
    const names = Array.isArray(deps) ? deps.map(String) : typeof deps === "string" ? [deps] : [stream.name];
    return { type: "list", items: names.map((name) => makeAssetKey(sanitize(name).split("."))) };
  },
  get_description: (stream) => {
    const text = stream.config["sql"] ?? metaOf(stream)["description"];
    return typeof text === "string" ? str(text) : none;
  },
  get_metadata: (stream) => dict([["stream_config", { type: "native", className: "dagster.MetadataValue", data: new MetadataValueData({ type: "json", value: stream.isBare ? null : readJson(fromJson(stream.config)) }) }]]),
  get_tags: () => dict([]),
  get_kinds: () => ({ type: "set", isFrozen: false, items: [str("sling")] }),
  get_group_name: (stream) => {
    const group = metaOf(stream)["group"];
    return typeof group === "string" ? str(group) : none;
  },
  get_auto_materialize_policy: () => none,
};

const FIELDS: { readonly [method: string]: string } = {
  get_asset_key: "key", get_deps_asset_key: "deps", get_description: "description", get_metadata: "metadata", get_tags: "tags", get_kinds: "kinds", get_group_name: "group_name", get_auto_materialize_policy: "automation_condition",
};

/** `get_asset_spec`: each field from the method that the translator (or its subclass) has for it. */
function streamSpec(translator: Value, stream: Value, span: SourceSpan, context: CallContext): Value {
  const named = new Map<string, Value>();
  for (const [method, field] of Object.entries(FIELDS)) named.set(field, context.call(context.getAttribute(translator, method), [stream]));
  return makeAssetSpec(readAssetSpec(bind(callArgsOf(named, span), ["key"]), context, "@sling_assets"), { name: "sling stream", source: span, definedBy: "@sling_assets" });
}

/** The class that projects subclass; methods get the translator first. */
export const slingTranslator: NativeFunction = nativeFunction("DagsterSlingTranslator", (args) => {
  const prefix = bind(args, ["target_prefix"]).given("target_prefix") ?? str("target");
  const self: NativeObject = {
    type: "native", className: "dagster_sling.DagsterSlingTranslator", data: null, span: args.span,
    getAttribute: (name) => name === "target_prefix" ? prefix : slingMethod(name, () => self),
  };
  return self;
}, { className: "dagster_sling.DagsterSlingTranslator", getAttribute: (name) => slingMethod(name, null) });

/** Bound to `self`, or taking it as the first argument. */
function slingMethod(name: string, self: (() => Value) | null): NativeFunction | undefined {
  if (name !== "get_asset_spec" && name !== "sanitize_stream_name" && !Object.hasOwn(DEFAULTS, name)) return undefined;
  return nativeFunction(name, (args, context) => {
    const translator = self ? self() : args.positional[0] ?? none;
    const stream = args.positional[self ? 0 : 1] ?? [...args.named.values()][0] ?? none;
    if (name === "sanitize_stream_name") return stream.type === "str" ? str(sanitize(stream.value)) : unknownValue("names a stream that cannot be known", args.span);
    if (name === "get_asset_spec") return streamSpec(translator, stream, args.span, context);
    const read = readStream(stream);
    if (!read) return stream.type === "unknown" ? stream : unknownValue("is a stream that cannot be read", args.span);
    const prefix = context.getAttribute(translator, "target_prefix");
    return DEFAULTS[name]!(read, prefix.type === "str" ? prefix.value : "target");
  });
}

/** `get_streams_from_replication` and `streams_with_default_dagster_meta`. Null when it is no replication. */
function readStreams(config: unknown): readonly Stream[] | null {
  if (!isObject(config)) return null;
  const streams = config["streams"];
  if (streams !== undefined && streams !== null && !isObject(streams)) return null;
  const defaults = isObject(config["defaults"]) ? metaOf({ name: "", config: config["defaults"] }) : {};
  return Object.entries(streams ?? {}).flatMap(([name, own]): Stream[] => {
    const stream: Stream = { name, config: isObject(own) ? own : {}, ...(own === null ? { isBare: true } : {}) };
    if (stream.config["disabled"] === true) return [];
    if (Object.keys(defaults).length === 0) return [stream];
    const meta = isObject(stream.config["meta"]) ? stream.config["meta"] : {};
    return [{ name, config: { ...stream.config, meta: { ...meta, dagster: { ...defaults, ...metaOf(stream) } } } }];
  });
}

/** A replication: a YAML file of the project, or a dict. */
export function readReplication(value: Value, session: Session): { readonly config: unknown } | { readonly reason: string } {
  if (value.type === "dict") {
    const json = readJson(value);
    return isUnknown(json) ? { reason: json.unknown } : { config: json };
  }
  const file = projectPathOf(value);
  if (file === null) return { reason: value.type === "unknown" ? value.reason : "where its replication YAML is cannot be known" };
  const text = session.readText(file);
  if (text === null) return { reason: `its replication ${file} is not in the project` };
  const document = parseDocument(text);
  return document.errors.length > 0 || !isMap(document.contents) ? { reason: `${file} is not a Sling replication that can be read` } : { config: document.toJS({ maxAliasCount: 100 }) };
}

export function slingDefinition(replication: Value, translator: Value | undefined, partitions: Value, op: string, definedBy: string, source: SourceSpan, session: Session, context: CallContext): Value {
  const root = addRoot(session, { name: op, source, definedBy });
  const make = (specs: readonly SpecFields[], moreSpecs: UnknownValue | null): Value => makeAssetsDefinition(new AssetsDefinitionData({ specs, moreSpecs, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root }));
  const read = readReplication(replication, session);
  if ("reason" in read) return make([], unknownValue(read.reason, source));
  const streams = readStreams(read.config);
  if (!streams) return make([], unknownValue("is not a Sling replication that can be read", source));
  const uses = translator ?? context.call(slingTranslator, []);
  let more: UnknownValue | null = null;
  const opaque = unknownValue("is an object of the library", source);
  const specs = streams.flatMap((stream): SpecFields[] => {
    const made = dataOf(context.call(context.getAttribute(uses, "get_asset_spec"), [fromJson({ name: stream.name, config: stream.isBare ? null : stream.config }, source)]), AssetSpecData);
    if (!made) {
      more ??= unknownValue("its translator cannot be followed", translator?.span ?? source);
      return [];
    }
    const metadata = mergeDicts(made.spec.metadata, dict([["dagster_sling/dagster_sling_translator", opaque], ["dagster_sling/sling_replication_config", opaque]]));
    return [{ ...made.spec, metadata, codeVersion: made.spec.codeVersion.type === "none" ? opaque : made.spec.codeVersion, partitions: made.spec.partitions.type === "none" ? partitions : made.spec.partitions, source, definedBy, op }];
  });
  return make(specs, more);
}

/** The stream that a spec was made from, as templates ask for it: its configuration is kept in the metadata. */
function streamOf(spec: SpecFields): Value {
  const kept = spec.metadata.type === "dict" ? dataOf(entry(spec.metadata, "stream_config"), MetadataValueData)?.value : undefined;
  return kept?.type === "json" && !isUnknown(kept.value) ? fromJson({ config: kept.value }) : unknownValue("is a stream that cannot be known", spec.source);
}

/** `dagster_sling.SlingReplicationCollectionComponent`. */
export function loadSlingComponent(component: ComponentDocument, session: Session, context: CallContext): DefinitionsData {
  const list = component.attributes.type === "dict" ? entry(component.attributes, "replications") : undefined;
  const assets = (list?.type === "list" ? list.items : []).map((item): Value => {
    const path = item.type === "dict" ? entry(item, "path") : item;
    const file = path?.type === "str" && projectPathOf(path) === null ? str(`${PROJECT_ROOT}/${normalizePath(`${component.place.path}/${path.value}`)}`) : path ?? none;
    const made = slingDefinition(file, undefined, none, "sling", `component ${component.type}`, item.span ?? component.span, session, context);
    const translation = item.type === "dict" ? entry(item, "translation") : undefined;
    const data = dataOf(made, AssetsDefinitionData);
    return data && translation ? makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => translateSpec(spec, translation, new Map([["stream_definition", streamOf(spec)]]), session, context)) })) : made;
  });
  return new DefinitionsData({ assets, source: component.span });
}
