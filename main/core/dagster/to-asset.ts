/**
 * A spec, its Python values still in it -> the `Asset` of the model: each field known or with its reason, and where it was written
 * when that is not at the asset itself. Dependencies between assets are settled before, in asset-graph.ts.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import type { Asset, AssetCheck, CodeReference, FieldOrigin } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { none, type Value } from "../python/values.ts";
import { readExpression } from "./expressions.ts";
import { readMetadata } from "./metadata-entries.ts";
import { isKnownKey, type CheckFields, type SpecFields } from "./objects.ts";
import { readPartitions } from "./partitions.ts";
import { dict, mergeDicts, notA, readBool, readOptionalText, readText, readTexts, reasonOf } from "./read-values.ts";

/** `a/b`; null while the key is unknown. */
export function keyTextOf(spec: SpecFields): string | null {
  return isKnownKey(spec.key) ? formatAssetKey(spec.key.path) : null;
}

function readGroup(value: Value): Known<string> {
  return readOptionalText(value) ?? "default";
}

function readTags(value: Value): Asset["tags"] {
  if (value.type === "none") return {};
  if (value.type !== "dict") return notA("a dict", value);
  if (value.open) return reasonOf(value.open);
  const tags: { [key: string]: Known<string> } = {};
  for (const [key, item] of value.entries) {
    const name = readText(key);
    if (isUnknown(name)) return name;
    Object.defineProperty(tags, name, { value: readText(item), enumerable: true, configurable: true, writable: true });
  }
  return tags;
}

function readKinds(value: Value): Known<readonly string[]> {
  const kinds = value.type === "none" ? [] : readTexts(value);
  return isUnknown(kinds) ? kinds : [...new Set(kinds)].sort();
}

/** Fields whose value stands elsewhere than between the lines of the definition. */
function originsOf(spec: SpecFields): { readonly [field: string]: FieldOrigin } {
  const { source } = spec;
  const isOutside = (at: SourceSpan): boolean => at.file !== source.file || at.line < source.line || at.line > (source.endLine ?? source.line);
  const fields: { readonly [field: string]: Value } = {
    group: spec.group, owners: spec.owners, tags: spec.tags, kinds: spec.kinds, description: spec.description, metadata: spec.metadata,
    partitions: spec.partitions, codeVersion: spec.codeVersion, automation: spec.automation, freshness: spec.freshness, ioManagerKey: spec.ioManagerKey,
  };
  const origins: { [field: string]: FieldOrigin } = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value.span && value.span.file !== "" && isOutside(value.span)) origins[field] = { reader: "static", at: value.span };
  }
  return origins;
}

function codeReferencesOf(metadata: Asset["metadata"]): readonly CodeReference[] {
  if (isUnknown(metadata)) return [];
  return metadata.flatMap((entry) => entry.type === "code_references" && !isUnknown(entry.value) ? entry.value : []);
}

/** External assets carry the io manager that loads them as metadata. */
function withIoManager(spec: SpecFields): Value {
  return spec.ioManagerKey.type === "none" ? spec.metadata : mergeDicts(spec.metadata, dict([["dagster/io_manager_key", spec.ioManagerKey]]));
}

/** `deps` and the key are given: they are known for all assets together only. */
export function toAsset(spec: SpecFields, key: readonly string[], deps: Known<readonly string[]>, kind: Asset["kind"], codeLocation: string): Asset {
  const metadata = readMetadata(kind === "materializable" ? spec.metadata : withIoManager(spec));
  return {
    key: formatAssetKey(key),
    keyPath: key,
    kind,
    isStub: false,
    group: readGroup(spec.group),
    owners: spec.owners.type === "none" ? [] : readTexts(spec.owners),
    tags: readTags(spec.tags),
    kinds: readKinds(spec.kinds),
    description: readOptionalText(spec.description),
    deps,
    metadata,
    partitions: readPartitions(spec.partitions),
    codeVersion: readOptionalText(spec.codeVersion),
    source: spec.source,
    codeReferences: codeReferencesOf(metadata),
    codeLocation,
    definedBy: spec.definedBy,
    op: spec.op,
    jobs: [],
    automation: readExpression(spec.automation),
    freshness: readExpression(spec.freshness),
    ioManagerKey: kind === "external" ? null : readOptionalText(spec.ioManagerKey),
    origins: originsOf(spec),
    reader: "static",
    latestMaterialization: null,
    latestObservation: null,
  };
}

/** The node that Dagster adds for a key that is only named as a dependency. */
export function stubAsset(key: readonly string[], codeLocation: string, metadata: Value = none): Asset {
  return {
    key: formatAssetKey(key), keyPath: key, kind: "external", isStub: true, group: "default", owners: [], tags: {}, kinds: [], description: null, deps: [], metadata: readMetadata(metadata),
    partitions: null, codeVersion: null, source: null, codeReferences: [], codeLocation, definedBy: null, op: null, jobs: [], automation: null, freshness: null,
    ioManagerKey: null, origins: {}, reader: "static", latestMaterialization: null, latestObservation: null,
  };
}

export function toCheck(check: CheckFields, asset: readonly string[], name: string, codeLocation: string): AssetCheck {
  return {
    asset: formatAssetKey(asset), name, description: readOptionalText(check.description), blocking: readBool(check.blocking), source: check.source, codeLocation,
    metadata: readMetadata(check.metadata), latestEvaluation: null,
  };
}

