/**
 * dbt's manifest.json -> specs by the default translator of dagster-dbt (1.5-1.13: key from schema and name or `meta.dagster`, group,
 * tags, owners, description, columns; dependencies through ephemeral models), or by the project's own translator where it can be
 * evaluated. Reads a manifest that is in the project; runs no dbt.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { resolutionOrder } from "../python/interpreter/class-facts.ts";
import { none, str, unknownValue, type CallContext, type NativeFunction, type Value } from "../python/values.ts";
import { nativeFunction } from "./arguments.ts";
import { coerceKey, knownKey, makeAssetKey } from "./asset-key.ts";
import { makeAssetSpec } from "./asset-spec.ts";
import { AssetSpecData, dataOf, emptySpec, TableSchemaData, type CheckFields, type Dep, type Key, type SpecFields } from "./objects.ts";
import { dict, fromJson, mergeDicts, readJson } from "./read-values.ts";
import type { TableColumn } from "../../../shared/model.ts";

export interface DbtNode {
  readonly unique_id?: string;
  readonly name?: string;
  readonly alias?: string;
  readonly resource_type?: string;
  readonly package_name?: string;
  readonly fqn?: readonly string[];
  readonly source_name?: string;
  readonly schema?: string;
  readonly database?: string;
  readonly identifier?: string;
  readonly version?: string | number | null;
  readonly description?: string;
  readonly raw_code?: string;
  readonly tags?: readonly string[];
  readonly original_file_path?: string;
  readonly meta?: { readonly [key: string]: unknown };
  readonly config?: { readonly schema?: string | null; readonly materialized?: string; readonly enabled?: boolean; readonly group?: string | null; readonly severity?: string; readonly meta?: { readonly [key: string]: unknown } };
  readonly columns?: { readonly [name: string]: { readonly name?: string; readonly data_type?: string | null; readonly description?: string; readonly tags?: readonly string[] } };
  readonly depends_on?: { readonly nodes?: readonly string[] };
  readonly attached_node?: string | null;
  /** Its name; for translators the group itself. */
  readonly group?: unknown;
}

export interface DbtManifest {
  readonly nodes: { readonly [id: string]: DbtNode };
  readonly sources: { readonly [id: string]: DbtNode };
  readonly adapter: string | null;
  readonly projectId: string | null;
  readonly groups: { readonly [id: string]: { readonly name?: string; readonly owner?: { readonly email?: string | null } } };
}

const ASSET_TYPES: ReadonlySet<string> = new Set(["model", "seed", "snapshot"]);

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Null when the text is no manifest. */
export function parseManifest(text: string): DbtManifest | null {
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json) || !isObject(json["nodes"])) return null;
    const metadata = json["metadata"];
    return {
      nodes: json["nodes"] as DbtManifest["nodes"],
      sources: isObject(json["sources"]) ? json["sources"] as DbtManifest["sources"] : {},
      adapter: isObject(metadata) && typeof metadata["adapter_type"] === "string" ? metadata["adapter_type"] : null,
      projectId: isObject(metadata) && typeof metadata["project_id"] === "string" ? metadata["project_id"] : null,
      groups: isObject(json["groups"]) ? json["groups"] as DbtManifest["groups"] : {},
    };
  } catch {
    return null;
  }
}

/** `meta.dagster` of a node: in its config first. */
function dagsterMeta(node: DbtNode): { readonly [key: string]: unknown } {
  for (const meta of [node.meta, node.config?.meta]) {
    const found = meta?.["dagster"];
    if (isObject(found)) return found;
  }
  return {};
}

/** `default_asset_key_fn`. */
export function defaultKey(node: DbtNode): readonly string[] {
  const own = dagsterMeta(node)["asset_key"];
  if (Array.isArray(own)) return own.map(String);
  if (node.resource_type === "source") return [node.source_name ?? "", node.name ?? ""];
  const name = node.version === undefined || node.version === null ? node.name ?? "" : `${node.name ?? ""}_v${node.version}`;
  const schema = node.config?.schema;
  return schema ? [schema, name] : [name];
}

/** A method of the project's translator, when it has one of its own; undefined: the default one. */
function ask(translator: Value | undefined, method: string, args: readonly Value[], context: CallContext): Value | undefined {
  if (translator?.type !== "instance") return translator?.type === "unknown" ? translator : undefined;
  const isOwn = resolutionOrder(translator.class).some((owner) => owner.attributes.has(method));
  return isOwn ? context.call(context.getAttribute(translator, method), args) : undefined;
}

function keyOf(node: DbtNode, translator: Value | undefined, context: CallContext): Key {
  const own = ask(translator, "get_asset_key", [fromJson(node)], context);
  return own ? coerceKey(own, context) : knownKey(defaultKey(node));
}

/** Nodes upstream that are assets or sources; ephemeral models are looked through. */
function upstream(manifest: DbtManifest, node: DbtNode, seen = new Set<string>()): readonly DbtNode[] {
  return (node.depends_on?.nodes ?? []).flatMap((id) => {
    if (seen.has(id)) return [];
    seen.add(id);
    const parent = manifest.nodes[id] ?? manifest.sources[id];
    if (!parent) return [];
    return parent.config?.materialized === "ephemeral" ? upstream(manifest, parent, seen) : parent.resource_type === "source" || ASSET_TYPES.has(parent.resource_type ?? "") ? [parent] : [];
  });
}

/** What Dagster keeps of a dbt source that is no asset: where its table is. */
function sourceMetadata(manifest: DbtManifest, node: DbtNode): Value {
  const table = [node.database, node.schema, node.name].filter(Boolean).join(".");
  return dict([...(table ? [["dagster/table_name", str(table)] as const] : []), ...(manifest.adapter ? [["dagster/storage_kind", str(manifest.adapter)] as const] : [])]);
}

function columnsOf(node: DbtNode, span: SourceSpan): Value | null {
  const columns = Object.values(node.columns ?? {}).map((column): TableColumn => ({
    name: column.name ?? "", type: column.data_type ?? "?", description: column.description ?? null, constraints: { nullable: true, unique: false, other: [] },
    tags: Object.fromEntries((column.tags ?? []).map((tag) => [tag, ""])),
  }));
  return columns.length === 0 ? null : { type: "native", className: "dagster.TableSchema", data: new TableSchemaData({ columns, constraints: { other: [] } }), span };
}

/** What `DagsterDbtTranslator` says by itself, by method. */
const DEFAULTS: { readonly [method: string]: (node: DbtNode, source: SourceSpan) => Value } = {
  get_asset_key: (node) => makeAssetKey(defaultKey(node)),
  get_group_name: (node) => {
    const own = dagsterMeta(node)["group"];
    const group = typeof own === "string" ? own : node.config?.group ?? null;
    return group === null ? none : str(group);
  },
  get_description: (node) => str(`${node.description || `dbt ${node.resource_type ?? ""} ${node.name ?? ""}`}\n\n#### Raw SQL:\n\`\`\`sql\n${(node.raw_code ?? "").replaceAll(/^(?=.*\S)/gm, "    ")}\n\`\`\``),
  get_owners: (node) => {
    const own = dagsterMeta(node)["owners"];
    const email = isObject(node.group) && isObject(node.group["owner"]) ? node.group["owner"]["email"] : undefined;
    const owners = own ?? email;
    return Array.isArray(owners) ? { type: "list", items: owners.map((owner) => str(String(owner))) } : typeof owners === "string" ? { type: "list", items: [str(owners)] } : none;
  },
  get_tags: (node) => dict((node.tags ?? []).map((tag): [string, Value] => [tag, str("")])),
  get_metadata: (node, source) => {
    const schema = columnsOf(node, source);
    const table = [node.database, node.schema, node.alias ?? node.name].filter(Boolean).join(".");
    const materialized = node.config?.materialized;
    return dict([...(materialized ? [["dagster-dbt/materialization_type", str(materialized)] as const] : []), ...(table ? [["dagster/table_name", str(table)] as const] : []), ...(schema ? [["dagster/column_schema", schema] as const] : [])]);
  },
  get_automation_condition: () => none,
  get_auto_materialize_policy: () => none,
  get_freshness_policy: () => none,
  get_partitions_def: () => none,
  get_code_version: (_node, source) => unknownValue("is dbt's checksum of the model", source),
};

/** A manifest as translators are given it. */
class ManifestData {
  readonly manifest: DbtManifest;
  readonly op: string;
  constructor(manifest: DbtManifest, op: string) { this.manifest = manifest; this.op = op; }
}

/** `DagsterDbtTranslator`: what projects subclass; methods get the translator first. */
export const dbtTranslator: NativeFunction = nativeFunction("DagsterDbtTranslator", (args) => ({ type: "native", className: "dagster_dbt.DagsterDbtTranslator", data: null, span: args.span }), {
  className: "dagster_dbt.DagsterDbtTranslator",
  getAttribute(name) {
    if (name === "get_asset_spec") return nativeFunction(name, (args, context) => {
      const [translator, manifest, id] = args.positional;
      const data = dataOf(manifest ?? args.named.get("manifest"), ManifestData);
      const wanted = id ?? args.named.get("unique_id");
      const node = data && wanted?.type === "str" ? data.manifest.nodes[wanted.value] ?? data.manifest.sources[wanted.value] : undefined;
      if (!data || !node) return unknownValue("asks for a dbt node that is not known", args.span);
      const spec = specOf(data.manifest, node, translator, args.span, data.op, context);
      return makeAssetSpec(spec, { name: node.name ?? "", source: args.span, definedBy: spec.definedBy });
    });
    return Object.hasOwn(DEFAULTS, name) ? nativeFunction(name, (args) => {
      const props = readJson(args.positional[1] ?? [...args.named.values()][0] ?? none);
      return isObject(props) && !isUnknown(props) ? DEFAULTS[name]!(props as DbtNode, args.span) : unknownValue("is a dbt node that cannot be read", args.span);
    }) : undefined;
  },
});

function specOf(manifest: DbtManifest, node: DbtNode, translator: Value | undefined, source: SourceSpan, op: string, context: CallContext): SpecFields {
  const field = (method: string, of: DbtNode = node): Value => ask(translator, method, [fromJson(of)], context) ?? DEFAULTS[method]!(of, source);
  const otherwise = (first: Value, second: Value): Value => first.type === "none" ? second : first;
  // Owners are asked for with the group in place of its name.
  const group = Object.values(manifest.groups).find((one) => one.name === (node.config?.group ?? node.group));
  const opaque = unknownValue("is an object of the library", source);
  const added: readonly (readonly [string, Value])[] = [
    ["dagster_dbt/manifest", opaque], ["dagster_dbt/dagster_dbt_translator", opaque], ["dagster_dbt/project", opaque], ["dagster_dbt/unique_id", str(node.unique_id ?? "")],
    ...(manifest.adapter ? [["dagster/storage_kind", str(manifest.adapter)] as const] : []), ...(manifest.projectId ? [["dagster_dbt/project_id", str(manifest.projectId)] as const] : []),
  ];
  return {
    ...emptySpec(keyOf(node, translator, context), source, "dbt model"),
    deps: upstream(manifest, node).map((parent): Dep => ({ key: keyOf(parent, translator, context), metadata: parent.resource_type === "source" ? sourceMetadata(manifest, parent) : none })),
    group: field("get_group_name"),
    description: field("get_description"),
    owners: field("get_owners", group ? { ...node, group } : node),
    tags: field("get_tags"),
    kinds: { type: "list", items: ["dbt", ...(manifest.adapter ? [manifest.adapter] : [])].map((kind) => str(kind)) },
    metadata: mergeDicts(field("get_metadata"), dict(added)),
    automation: otherwise(field("get_automation_condition"), field("get_auto_materialize_policy")),
    freshness: field("get_freshness_policy"),
    codeVersion: field("get_code_version"),
    partitions: field("get_partitions_def"),
    op,
  };
}

export function modelSpec(manifest: DbtManifest, node: DbtNode, translator: Value | undefined, source: SourceSpan, op: string, context: CallContext): SpecFields {
  const given: Value = { type: "native", className: "dagster_dbt.manifest", data: new ManifestData(manifest, op), getItem: (key) => key.type === "str" ? manifestItem(manifest, key.value) : undefined };
  const made = ask(translator, "get_asset_spec", [given, str(node.unique_id ?? ""), none], context);
  if (!made) return specOf(manifest, node, translator, source, op, context);
  const spec = dataOf(made, AssetSpecData)?.spec;
  const plain = specOf(manifest, node, undefined, source, op, context);
  if (spec) return { ...spec, source, op };
  // What its own get_asset_spec gives cannot be followed: nothing of the model is stated.
  return { ...plain, key: made.type === "unknown" ? made : unknownValue("is decided by the project's own dbt translator", source) };
}

/** `manifest["nodes"]`, made only when it is asked for. */
function manifestItem(manifest: DbtManifest, part: string): Value | undefined {
  const nodes = part === "nodes" ? manifest.nodes : part === "sources" ? manifest.sources : undefined;
  return nodes && { type: "native", className: "dagster_dbt.nodes", data: null, getItem: (id) => id.type === "str" && Object.hasOwn(nodes, id.value) ? fromJson(nodes[id.value]) : undefined };
}

/** Nodes that become assets. */
export function assetNodes(manifest: DbtManifest): readonly DbtNode[] {
  return Object.values(manifest.nodes).filter((node) => ASSET_TYPES.has(node.resource_type ?? "") && node.config?.materialized !== "ephemeral" && node.config?.enabled !== false);
}

/** The node that a test is attached to, or the only one that it reads. */
export function testedNode(test: DbtNode): string | undefined {
  const parents = test.depends_on?.nodes ?? [];
  return test.attached_node ?? (parents.length === 1 ? parents[0] : undefined);
}

/** Tests become checks of the model that they are attached to. */
export function testChecks(manifest: DbtManifest, translator: Value | undefined, source: SourceSpan, context: CallContext, isSelected: (test: DbtNode) => boolean = () => true): readonly CheckFields[] {
  return Object.values(manifest.nodes).flatMap((node): CheckFields[] => {
    if (node.resource_type !== "test" || !node.name || !isSelected(node)) return [];
    const target = testedNode(node);
    const model = target ? manifest.nodes[target] : undefined;
    if (!model || !ASSET_TYPES.has(model.resource_type ?? "")) return [];
    return [{ asset: keyOf(model, translator, context), name: node.name, description: node.description ? str(node.description) : none, blocking: { type: "bool", value: (node.config?.severity ?? "ERROR").toLowerCase() === "error" }, metadata: dict([["dagster_dbt/unique_id", str(node.unique_id ?? "")]]), source, additionalDeps: [] }];
  });
}

