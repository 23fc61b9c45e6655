/**
 * `@asset`, `@multi_asset`, `@graph_asset`, `@graph_multi_asset` -> AssetsDefinition (dagster 1.5-1.13,
 * `_core/definitions/decorators/asset_decorator.py` and `decorator_assets_definition_builder.py`).
 */
import { none, str, unknownValue, type CallContext, type FunctionValue, type UnknownValue, type Value } from "../python/values.ts";
import { decorator, type Bound } from "./arguments.ts";
import { readDeps, uniqueDeps } from "./asset-deps.ts";
import { coerceKey, coercePrefix, knownKey, pythonIdentifier, withPrefix } from "./asset-key.ts";
import { functionOf, noFunction, readInputs } from "./asset-parameters.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { addRoot, readSharedFields } from "./asset-spec.ts";
import { readCheckSpecs } from "./check-spec.ts";
import { AssetInData, AssetOutData, AssetsDefinitionData, AssetSpecData, dataOf, emptySpec, isKnownKey, type Dep, type Key, type MaybeInput, type SpecFields } from "./objects.ts";
import { readText, unknownFrom } from "./read-values.ts";
import { seeThrough } from "./see-through.ts";
import type { Readers, Session } from "./session.ts";

interface Upstream {
  readonly deps: readonly Dep[];
  readonly moreDeps: UnknownValue | null;
  readonly maybeInputs: readonly MaybeInput[];
}

/** `build_and_validate_named_ins`: inputs first, then `deps` that are not inputs. */
export function readUpstream(fn: FunctionValue, options: Bound, context: CallContext): Upstream {
  const deps: Dep[] = [];
  const maybeInputs: MaybeInput[] = [];
  let more: UnknownValue | null = null;
  const named = new Set<string>();
  const ins = options.given("ins");
  if (ins?.type === "dict") {
    for (const [name, value] of ins.entries) {
      if (name.type !== "str") continue;
      named.add(name.value);
      const data = dataOf(value, AssetInData);
      const key: Key = data ? resolveInputKey(data, name.value, context) : coerceKey(value, context);
      deps.push({ key, metadata: data?.metadata ?? none, span: value.span ?? fn.span });
    }
    more = ins.open ?? null;
  } else if (ins) more = ins.type === "unknown" ? ins : unknownValue("ins is not a dict that can be read", ins.span);
  for (const input of readInputs(fn, context).inputs) {
    if (named.has(input.name)) continue;
    const key = knownKey([input.name]);
    if (more) maybeInputs.push({ name: input.name, key, reason: more.reason, at: input.at });
    else if (input.doubt === null) deps.push({ key, metadata: none, span: input.at });
    else maybeInputs.push({ name: input.name, key, reason: input.doubt, at: input.at });
  }
  const listed = readDeps(options.given("deps") ?? options.given("non_argument_deps"), context);
  return { deps: uniqueDeps([...deps, ...listed.deps]), moreDeps: listed.more ?? more, maybeInputs };
}

function resolveInputKey(data: AssetInData, name: string, context: CallContext): Key {
  if (data.key.type !== "none") return coerceKey(data.key, context);
  return withPrefix(knownKey([name]), coercePrefix(data.keyPrefix, context));
}

/** `resolve_asset_key_and_name_for_decorator`. */
export function readKey(fn: FunctionValue, options: Bound, context: CallContext): Key {
  const key = options.given("key");
  if (key) return coerceKey(key, context);
  const nameValue = options.given("name");
  const name = nameValue ? readText(nameValue) : fn.name;
  if (typeof name !== "string") return unknownFrom(name);
  const prefix = coercePrefix(options.given("key_prefix") ?? none, context);
  return isKnownKey(prefix) ? knownKey([...prefix.path.filter(Boolean), name]) : prefix;
}

export function docstringOf(fn: FunctionValue): Value {
  return fn.docstring === null || fn.docstring === "" ? none : str(fn.docstring, fn.span);
}

function nameFor(key: Key, fn: FunctionValue): string {
  return isKnownKey(key) ? key.path.join("/") : fn.name;
}

function readSingleAsset(name: string, target: Value, options: Bound, context: CallContext, session: Session): Value {
  const fn = functionOf(target);
  if (!fn) return noFunction(name, options.args.span);
  const key = readKey(fn, options, context);
  const fields = readSharedFields(options);
  const spec: SpecFields = {
    ...emptySpec(key, fn.span, `@${name}`),
    ...fields,
    ...readUpstream(fn, options, context),
    description: fields.description.type === "none" ? docstringOf(fn) : fields.description,
    op: isKnownKey(key) ? pythonIdentifier(key) : fn.name,
    ...(name === "graph_asset" ? { ioManagerKey: ofInnerOp(fn) } : {}),
  };
  const { checks, more } = readCheckSpecs(options.given("check_specs"), context);
  return makeAssetsDefinition(new AssetsDefinitionData({
    specs: [spec], moreSpecs: null, checks: checks.map((check) => ({ ...check, source: check.source })), moreChecks: more, kind: "materializable", isSourceAsset: false,
    root: addRoot(session, { name: nameFor(key, fn), source: fn.span, definedBy: `@${name}` }),
  }));
}

/** The output is that of an op inside the graph, and ops are not read. */
function ofInnerOp(fn: FunctionValue): UnknownValue {
  return unknownValue("is that of the op which makes the output", fn.span);
}

/** What a multi-asset's own arguments say for each of its assets that does not say it. */
function withDefaults(spec: SpecFields, fn: FunctionValue, op: string, options: Bound, definedBy: string): SpecFields {
  const otherwise = (value: Value, fallback: Value | undefined): Value => value.type === "none" ? fallback ?? none : value;
  return {
    ...spec,
    group: otherwise(spec.group, options.given("group_name")),
    partitions: otherwise(spec.partitions, options.given("partitions_def")),
    codeVersion: otherwise(spec.codeVersion, options.given("code_version")),
    description: otherwise(spec.description, options.given("description") ?? docstringOf(fn)),
    source: fn.span,
    definedBy,
    op,
  };
}

function readOuts(outs: Value, upstream: Upstream, options: Bound, context: CallContext): { readonly specs: readonly SpecFields[]; readonly more: UnknownValue | null } {
  if (outs.type !== "dict") return { specs: [], more: outs.type === "unknown" ? outs : unknownValue("outs is not a dict that can be read", outs.span) };
  const internal = options.given("internal_asset_deps");
  const specs: SpecFields[] = [];
  let more = outs.open ?? null;
  for (const [nameValue, outValue] of outs.entries) {
    const name = readText(nameValue);
    const out = dataOf(outValue, AssetOutData);
    if (typeof name !== "string" || !out) {
      more ??= typeof name !== "string" ? unknownFrom(name) : unknownValue("is not an AssetOut that can be read", outValue.span);
      continue;
    }
    const key = out.key.type !== "none" ? coerceKey(out.key, context) : withPrefix(knownKey([name]), coercePrefix(out.keyPrefix, context));
    let own: Upstream = upstream;
    if (internal?.type === "dict") {
      const deps = readDeps(internal.entries.find(([text]) => text.type === "str" && text.value === name)?.[1], context);
      own = { deps: deps.deps, moreDeps: deps.more ?? internal.open ?? null, maybeInputs: [] };
    } else if (internal) own = { deps: [], moreDeps: internal.type === "unknown" ? internal : unknownValue("internal_asset_deps cannot be read", internal.span), maybeInputs: [] };
    specs.push({ ...out.spec, ...own, key });
  }
  return { specs, more };
}

function readMultiAsset(definedBy: string, target: Value, options: Bound, context: CallContext, session: Session): Value {
  const fn = functionOf(target);
  if (!fn) return noFunction(definedBy, options.args.span);
  const nameValue = options.given("name");
  const opName = nameValue ? readText(nameValue) : fn.name;
  const op = typeof opName === "string" ? opName : fn.name;
  const upstream = readUpstream(fn, options, context);
  const outs = options.given("outs");
  let specs: readonly SpecFields[];
  let more: UnknownValue | null;
  if (outs && outs !== options.args.open) {
    ({ specs, more } = readOuts(outs, upstream, options, context));
    // A graph takes the group for all of its outputs, and leaves aside what an AssetOut says of it.
    if (definedBy === "graph_multi_asset") specs = specs.map((spec) => ({ ...spec, group: none, ioManagerKey: ofInnerOp(fn) }));
  }
  else {
    const seen = seeThrough(options.given("specs"), (native) => native.data instanceof AssetSpecData, context);
    specs = seen.found.flatMap(({ native, doubt }) => native.data instanceof AssetSpecData ? [{ ...native.data.spec, doubt: native.data.spec.doubt ?? doubt }] : []);
    for (const { native } of seen.found) if (native.data instanceof AssetSpecData) forget(session, native.data.root);
    more = seen.unknowns[0] ?? null;
  }
  const { checks, more: moreChecks } = readCheckSpecs(options.given("check_specs"), context);
  return makeAssetsDefinition(new AssetsDefinitionData({
    specs: specs.map((spec) => withDefaults(spec, fn, op, options, `@${definedBy}`)), moreSpecs: more, checks, moreChecks, kind: "materializable", isSourceAsset: false,
    root: addRoot(session, { name: op, source: fn.span, definedBy: `@${definedBy}` }),
  }));
}

/** A spec that became part of another definition is no definition of its own any more. */
export function forget(session: Session, root: { readonly name: string }): void {
  const index = session.roots.findIndex((one) => one === root);
  if (index >= 0) session.roots.splice(index, 1);
}

export const assetDecoratorReaders: Readers = (session) => ({
  "dagster.asset": decorator("asset", ["compute_fn"], (target, options, context) => readSingleAsset("asset", target, options, context, session)),
  "dagster.graph_asset": decorator("graph_asset", ["compose_fn"], (target, options, context) => readSingleAsset("graph_asset", target, options, context, session)),
  "dagster.multi_asset": decorator("multi_asset", [], (target, options, context) => readMultiAsset("multi_asset", target, options, context, session)),
  "dagster.graph_multi_asset": decorator("graph_multi_asset", [], (target, options, context) => readMultiAsset("graph_multi_asset", target, options, context, session)),
});

