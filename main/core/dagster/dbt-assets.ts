/**
 * `DbtProject`, `@dbt_assets` and the look-ups over it (dagster-dbt 0.21-0.29) -> the assets of the manifest that is in the project.
 * Without one: a problem that says so, and a definition whose assets cannot be read.
 */
import { none, str, unknownValue, type CallContext, type NativeFunction, type UnknownValue, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf } from "../python/paths.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { keyValue } from "./asset-key.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { addRoot } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { assetNodes, dbtTranslator, modelSpec, parseManifest, testChecks, testedNode, type DbtManifest } from "./dbt-manifest.ts";
import { selectNodes } from "./dbt-selection.ts";
import { pathValue } from "./load-context.ts";
import { AssetsDefinitionData, dataOf } from "./objects.ts";
import { describe } from "./expressions.ts";
import type { Readers, Session } from "./session.ts";

class DbtProjectData {
  readonly folder: string | null;
  readonly manifest: string | null;
  constructor(folder: string | null, manifest: string | null) { this.folder = folder; this.manifest = manifest; }
}

export interface FoundManifest {
  readonly manifest: DbtManifest | null;
  readonly reason: UnknownValue;
}

export function findManifest(file: string | null, session: Session, span: Bound["args"]["span"]): FoundManifest {
  const missing = (reason: string): FoundManifest => ({ manifest: null, reason: unknownValue(reason, span) });
  if (file === null) return missing("where dbt's manifest.json is cannot be known");
  const text = session.readText(file);
  if (text === null) return missing(`dbt's manifest ${file} is not in the project (dbt parse makes it)`);
  const manifest = parseManifest(text);
  return manifest ? { manifest, reason: unknownValue("", span) } : missing(`${file} is not a dbt manifest that can be read`);
}

function manifestFile(value: Value | undefined, project: Value | undefined): string | null {
  if (value) {
    const path = projectPathOf(value);
    if (path !== null) return path;
  }
  return dataOf(project, DbtProjectData)?.manifest ?? null;
}

export function dbtDefinition(found: FoundManifest, translator: Value | undefined, name: string, selection: DbtSelection, definedBy: string, source: Bound["args"]["span"], session: Session, context: CallContext): Value {
  const root = addRoot(session, { name, source, definedBy });
  const selected = found.manifest && !("reason" in selection) ? selectNodes(found.manifest, selection.select, selection.exclude) : null;
  if (!found.manifest || !selected) {
    const reason = found.manifest ? unknownValue("reason" in selection ? selection.reason : `dbt's selection ${selection.select}${selection.exclude ? ` without ${selection.exclude}` : ""} is not evaluated`, source) : found.reason;
    return makeAssetsDefinition(new AssetsDefinitionData({ specs: [], moreSpecs: reason, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root }));
  }
  const { manifest } = found;
  const specs = assetNodes(manifest).filter((node) => selected.nodes.has(node.unique_id ?? "")).map((node) => modelSpec(manifest, node, translator, source, name, context));
  return makeAssetsDefinition(new AssetsDefinitionData({ specs, moreSpecs: null, checks: testChecks(manifest, translator, source, context, (test) => selected.hasTest(test) && selected.nodes.has(testedNode(test) ?? "")), moreChecks: null, kind: "materializable", isSourceAsset: false, root }));
}

/** `select` and `exclude` of dbt, or why they cannot be known. */
export type DbtSelection = { readonly select: string; readonly exclude: string } | { readonly reason: string };

export function readSelection(get: (name: string) => Value | undefined): DbtSelection {
  const [select, exclude, selector] = [get("select"), get("exclude"), get("selector")];
  if (selector && selector.type !== "none" && !(selector.type === "str" && selector.value === "")) return { reason: `dbt's selector ${describe(selector)} is not evaluated` };
  for (const value of [select, exclude]) if (value && value.type !== "str" && value.type !== "none") return { reason: value.type === "unknown" ? `dbt's selection ${value.reason}` : `dbt's selection ${describe(value)} is not evaluated` };
  return { select: select?.type === "str" ? select.value : "fqn:*", exclude: exclude?.type === "str" ? exclude.value : "" };
}

/** Key of a model by name, over the assets of one `@dbt_assets`. */
function findKey(args: Parameters<NativeFunction["call"]>[0], matches: (path: readonly string[], name: string) => boolean): Value {
  const definitions = args.positional[0] ?? args.named.get("dbt_assets") ?? none;
  const list = definitions.type === "list" ? definitions.items : [definitions];
  const name = args.positional[1] ?? args.named.get("model_name") ?? args.named.get("source_name") ?? none;
  if (name.type !== "str") return unknownValue("names a dbt model that cannot be known", args.span);
  for (const item of list) {
    const data = dataOf(item, AssetsDefinitionData);
    for (const spec of data?.specs ?? []) if ("path" in spec.key && matches(spec.key.path, name.value)) return keyValue(spec.key);
    if (data?.moreSpecs) return data.moreSpecs;
  }
  return unknownValue(`no dbt model ${name.value} is known`, args.span);
}

export const dbtReaders: Readers = (session) => ({
  "dagster_dbt.DbtProject": nativeFunction("DbtProject", (args, context) => {
    const bound = bind(args, ["project_dir", "target_path"]);
    const folder = projectPathOf(bound.raw("project_dir") ?? none);
    const target = bound.given("target_path");
    const targetText = target?.type === "str" ? target.value : target ? context.toText(target) : "target";
    const manifest = folder === null || targetText === null ? null : normalizePath(`${folder}/${targetText}/manifest.json`);
    return {
      type: "native", className: "dagster_dbt.DbtProject", data: new DbtProjectData(folder, manifest), span: args.span,
      getAttribute(name, inner) {
        switch (name) {
          case "project_dir": return bound.raw("project_dir");
          case "manifest_path": return manifest === null ? unknownValue("where dbt's manifest.json is cannot be known", args.span) : pathValue(manifest, session, inner);
          case "target_path": return str(targetText ?? "target");
          case "prepare_if_dev": case "preparer": case "prepare": return nativeFunction(name, () => none);
          case "profile": case "target": case "name": return bound.given(name) ?? none;
          default: return undefined;
        }
      },
    };
  }, { className: "dagster_dbt.DbtProject" }),
  "dagster_dbt.dbt_assets": decorator("dbt_assets", [], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("dbt_assets", options.args.span);
    const name = options.given("name");
    const found = findManifest(manifestFile(options.given("manifest"), options.given("project")), session, fn.span);
    const made = dbtDefinition(found, options.given("dagster_dbt_translator"), name?.type === "str" ? name.value : fn.name, readSelection((one) => options.given(one)), "@dbt_assets", fn.span, session, context);
    const data = dataOf(made, AssetsDefinitionData);
    const partitions = options.given("partitions_def");
    return data && partitions ? makeAssetsDefinition(data.with({ specs: data.specs.map((spec) => spec.partitions.type === "none" ? { ...spec, partitions } : spec) })) : made;
  }),
  "dagster_dbt.get_asset_key_for_model": nativeFunction("get_asset_key_for_model", (args) => findKey(args, (path, name) => path.at(-1) === name)),
  "dagster_dbt.get_asset_key_for_source": nativeFunction("get_asset_key_for_source", (args) => findKey(args, () => false)),
  "dagster_dbt.DagsterDbtTranslator": dbtTranslator,
});
