/**
 * `with_source_code_references`, `link_code_references_to_git` and the cloud's conditional form (dagster 1.9-1.13,
 * `metadata/source_code.py`) -> `dagster/code_references` metadata on assets that have a function. Local files stay relative to the
 * opened folder. The conditional form links only inside Dagster's cloud: here the references stay as they are.
 */
import type { CodeReference, MetadataValue } from "../../../shared/model.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import { none, str, type CallContext, type NativeObject, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf } from "../python/paths.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { flattenAssets } from "./definitions-object.ts";
import { AssetsDefinitionData, dataOf, MetadataValueData, type SpecFields } from "./objects.ts";
import { mergeDicts, readText } from "./read-values.ts";
import type { Readers } from "./session.ts";

const LABEL = "dagster/code_references";

/** Maps a file of the project to its path in the repository; null when it cannot be told. */
class PathMapping {
  readonly convert: (file: string) => string | null;
  constructor(convert: (file: string) => string | null) { this.convert = convert; }
}

function referencesOf(spec: SpecFields): readonly CodeReference[] {
  if (spec.metadata.type !== "dict") return [];
  const value = spec.metadata.entries.find(([key]) => key.type === "str" && key.value === LABEL)?.[1];
  const made = dataOf(value, MetadataValueData)?.value;
  return made?.type === "code_references" && !isUnknown(made.value) ? made.value : [];
}

function withReferences(spec: SpecFields, references: readonly CodeReference[]): SpecFields {
  const value: MetadataValue = { type: "code_references", value: references };
  const entry: NativeObject = { type: "native", className: "dagster.CodeReferencesMetadataValue", data: new MetadataValueData(value), span: spec.source };
  return { ...spec, metadata: mergeDicts(spec.metadata, { type: "dict", entries: [[str(LABEL), entry]] }) };
}

/** More places on top of those that it has. */
export function addReferences(spec: SpecFields, references: readonly CodeReference[]): SpecFields {
  return withReferences(spec, [...referencesOf(spec), ...references]);
}

function mapDefinitions(value: Value | undefined, change: (spec: SpecFields) => SpecFields, context: CallContext): Value {
  return {
    type: "list",
    items: flattenAssets(value, context).map((item) => {
      const data = dataOf(item, AssetsDefinitionData);
      // A SourceAsset has no function to point at.
      return data && !data.isSourceAsset && data.kind === "materializable" ? makeAssetsDefinition(data.with({ specs: data.specs.map(change) })) : item;
    }),
  };
}

function baseUrl(url: string, branch: string, platform: Known<string> | null): string | null {
  const kind = platform ?? (url.includes("gitlab") ? "gitlab" : url.includes("github") ? "github" : null);
  return kind === "gitlab" ? `${url}/-/tree/${branch}` : kind === "github" ? `${url}/tree/${branch}` : null;
}

export const codeReferenceReaders: Readers = () => ({
  "dagster.with_source_code_references": nativeFunction("with_source_code_references", (args, context) =>
    mapDefinitions(bind(args, ["assets_defs"]).raw("assets_defs"), (spec) => addReferences(spec, [{ kind: "local", file: spec.source.file, line: spec.source.line, label: null }]), context)),
  "dagster.AnchorBasedFilePathMapping": nativeFunction("AnchorBasedFilePathMapping", (args) => {
    const bound = bind(args, ["local_file_anchor", "file_anchor_path_in_repository"]);
    const anchor = projectPathOf(bound.raw("local_file_anchor") ?? none);
    const inRepository = readText(bound.raw("file_anchor_path_in_repository") ?? none);
    const convert = (file: string): string | null => anchor === null || isUnknown(inRepository) ? null : normalizePath(`${inRepository}/${relativePath(anchor, file)}`);
    return { type: "native", className: "dagster.AnchorBasedFilePathMapping", data: new PathMapping(convert), span: args.span };
  }, { className: "dagster.AnchorBasedFilePathMapping" }),
  "dagster.link_code_references_to_git": nativeFunction("link_code_references_to_git", (args, context) => {
    const bound = bind(args, ["assets_defs", "git_url", "git_branch", "file_path_mapping", "platform"]);
    const url = readText(bound.raw("git_url") ?? none);
    const branch = readText(bound.raw("git_branch") ?? none);
    const platform = bound.given("platform");
    const base = isUnknown(url) || isUnknown(branch) ? null : baseUrl(url, branch, platform ? readText(platform) : null);
    const mapping = dataOf(bound.raw("file_path_mapping"), PathMapping);
    return mapDefinitions(bound.raw("assets_defs"), (spec) => {
      const references = referencesOf(spec);
      if (references.length === 0) return spec;
      return withReferences(spec, references.map((reference): CodeReference => {
        const path = reference.kind === "local" ? mapping?.convert(reference.file) ?? null : null;
        if (reference.kind !== "local" || path === null || base === null) return reference;
        return { kind: "url", url: `${base}/${path}${reference.line === null ? "" : `#L${reference.line}`}`, label: reference.label };
      }));
    }, context);
  }),
  ...Object.fromEntries(["dagster", "dagster_cloud"].map((library) => [`${library}.link_code_references_to_git_if_cloud`, nativeFunction("link_code_references_to_git_if_cloud", (args) => bind(args, ["assets_defs"]).raw("assets_defs") ?? none)])),
});

/** `os.path.relpath(to, from)` of two paths relative to the opened folder. */
function relativePath(from: string, to: string): string {
  const a = from.split("/").filter(Boolean);
  const b = to.split("/").filter(Boolean);
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => ".."), ...b.slice(shared)].join("/");
}

