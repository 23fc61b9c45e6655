/**
 * Sling replications (`replication.yaml`) -> one asset a stream, by the default translator of dagster-sling (0.23-0.29): key from
 * `meta.dagster.asset_key`, `object` or the stream's name below `target`. Streams with wildcards are known to Sling alone.
 */
import { isMap, parseDocument } from "yaml";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { none, str, unknownValue, type CallContext, type UnknownValue, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf } from "../python/paths.ts";
import { addRoot } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import type { ComponentDocument } from "./component-file.ts";
import { AssetsDefinitionData, dataOf, DefinitionsData, emptySpec, type SpecFields } from "./objects.ts";
import { dict, entry, fromJson } from "./read-values.ts";
import type { Session } from "./session.ts";
import { translateSpec } from "./translation.ts";

interface Stream { readonly name: string; readonly config: { readonly [key: string]: unknown } }

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `sanitize_stream_name`. */
function sanitize(name: string): string {
  return name.replaceAll('"', "").toLowerCase().replaceAll(/[^a-zA-Z0-9_.]/g, "_");
}

function metaOf(stream: Stream): { readonly [key: string]: unknown } {
  const meta = stream.config["meta"];
  const own = isObject(meta) ? meta["dagster"] : undefined;
  return isObject(own) ? own : {};
}

export function defaultKey(stream: Stream): readonly string[] {
  const own = metaOf(stream)["asset_key"];
  if (typeof own === "string") return own.split(".");
  const object = stream.config["object"];
  return ["target", ...sanitize(typeof object === "string" ? object : stream.name).split(".")];
}

function specOf(stream: Stream, source: SourceSpan, definedBy: string, op: string): SpecFields {
  const meta = metaOf(stream);
  const deps = meta["deps"];
  const names = Array.isArray(deps) ? deps.map(String) : typeof deps === "string" ? [deps] : [stream.name];
  const group = meta["group"];
  const sql = stream.config["sql"];
  return {
    ...emptySpec({ path: defaultKey(stream) }, source, definedBy), op,
    deps: names.map((name) => ({ key: { path: sanitize(name).split(".") }, metadata: none })),
    group: typeof group === "string" ? str(group) : none,
    description: typeof meta["description"] === "string" ? str(meta["description"]) : typeof sql === "string" ? str(sql) : none,
    kinds: { type: "list", items: [str("sling")] },
    tags: none,
    metadata: dict([["stream_config", fromJson(stream.config)]]),
  };
}

export function readReplication(config: unknown): { readonly streams: readonly Stream[]; readonly isOpen: boolean } | null {
  if (!isObject(config) || !isObject(config["streams"])) return null;
  const defaults = isObject(config["defaults"]) ? config["defaults"] : {};
  const entries = Object.entries(config["streams"]).map(([name, own]): Stream => ({ name, config: isObject(own) ? { ...defaults, ...own } : defaults }));
  const usable = entries.filter((stream) => stream.config["disabled"] !== true);
  const plain = usable.filter((stream) => !/[*?]/.test(stream.name) && !/[{}]/.test(String(stream.config["object"] ?? "")));
  return { streams: plain, isOpen: plain.length < usable.length };
}

export function slingDefinition(file: string | null, op: string, definedBy: string, source: SourceSpan, session: Session): Value {
  const root = addRoot(session, { name: op, source, definedBy });
  const make = (specs: readonly SpecFields[], moreSpecs: UnknownValue | null): Value => makeAssetsDefinition(new AssetsDefinitionData({ specs, moreSpecs, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root }));
  const text = file === null ? null : session.readText(file);
  if (text === null) return make([], unknownValue(file === null ? "where its replication YAML is cannot be known" : `its replication ${file} is not in the project`, source));
  const document = parseDocument(text);
  const config: unknown = document.errors.length > 0 || !isMap(document.contents) ? null : document.toJS({ maxAliasCount: 100 });
  const replication = readReplication(config);
  if (!replication) return make([], unknownValue(`${file} is not a Sling replication that can be read`, source));
  return make(replication.streams.map((stream) => specOf(stream, source, definedBy, op)), replication.isOpen ? unknownValue("some of its streams are patterns that Sling resolves when it runs", source) : null);
}

/** `dagster_sling.SlingReplicationCollectionComponent`. */
export function loadSlingComponent(component: ComponentDocument, session: Session, context: CallContext): DefinitionsData {
  const list = component.attributes.type === "dict" ? entry(component.attributes, "replications") : undefined;
  const assets = (list?.type === "list" ? list.items : []).map((item): Value => {
    const path = item.type === "dict" ? entry(item, "path") : item;
    const file = path?.type === "str" ? projectPathOf(path) ?? normalizePath(`${component.place.path}/${path.value}`) : null;
    const made = slingDefinition(file, "sling", `component ${component.type}`, item.span ?? component.span, session);
    const translation = item.type === "dict" ? entry(item, "translation") : undefined;
    const data = dataOf(made, AssetsDefinitionData);
    return data && translation ? makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => translateSpec(spec, translation, session, context)) })) : made;
  });
  return new DefinitionsData({ assets, source: component.span });
}
