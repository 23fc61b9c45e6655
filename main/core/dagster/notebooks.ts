/** `define_dagstermill_asset` (dagstermill 0.21-0.29) -> one asset a notebook; and `build_kind_tag(s)`, the older way to name kinds. */
import { none, str, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { coerceKey, coercePrefix, knownKey, withPrefix } from "./asset-key.ts";
import { readDeps } from "./asset-deps.ts";
import { addRoot, KIND_PREFIX, readSharedFields, splitKinds } from "./asset-spec.ts";
import { makeAssetsDefinition } from "./assets-definition.ts";
import { AssetInData, AssetsDefinitionData, dataOf, emptySpec, type Dep, type Key, type SpecFields } from "./objects.ts";
import { dict, itemsOf, readText, unknownFrom } from "./read-values.ts";
import type { Readers } from "./session.ts";

export const notebookReaders: Readers = (session) => ({
  "dagstermill.define_dagstermill_asset": nativeFunction("define_dagstermill_asset", (args, context) => {
    const bound = bind(args, ["name", "notebook_path", "key_prefix", "ins", "deps", "metadata"]);
    const name = readText(bound.raw("name") ?? none);
    const key: Key = typeof name === "string" ? withPrefix(knownKey([name]), coercePrefix(bound.given("key_prefix") ?? none, context)) : unknownFrom(name);
    const ins = bound.given("ins");
    const inputs = (ins?.type === "dict" ? ins.entries : []).map(([input, value]): Dep => {
      const data = dataOf(value, AssetInData);
      const own = data && data.key.type !== "none" ? coerceKey(data.key, context) : data ? withPrefix(coerceKey(input, context), coercePrefix(data.keyPrefix, context)) : coerceKey(value, context);
      return { key: own, metadata: none, ...(value.span ? { span: value.span } : {}) };
    });
    const listed = readDeps(bound.given("deps") ?? bound.given("non_argument_deps"), context);
    const definedBy = "define_dagstermill_asset";
    const spec: SpecFields = {
      ...emptySpec(key, args.span, definedBy), ...readSharedFields(bound), ...splitKinds(bound.given("asset_tags") ?? none, none),
      deps: [...inputs, ...listed.deps], moreDeps: listed.more ?? (ins?.type === "unknown" ? ins : null), op: typeof name === "string" ? name : null,
    };
    const root = addRoot(session, { name: typeof name === "string" ? name : definedBy, source: args.span, definedBy });
    return makeAssetsDefinition(new AssetsDefinitionData({ specs: [spec], moreSpecs: null, checks: [], moreChecks: null, kind: "materializable", isSourceAsset: false, root }));
  }),
  "dagster.build_kind_tag": nativeFunction("build_kind_tag", (args) => kindTags(args.positional[0] ? [args.positional[0]] : [])),
  "dagster.build_kind_tag_key": nativeFunction("build_kind_tag_key", (args) => args.positional[0]?.type === "str" ? str(KIND_PREFIX + args.positional[0].value) : args.positional[0] ?? none),
  "dagster.build_kind_tags": nativeFunction("build_kind_tags", (args) => kindTags(args.positional[0] ? itemsOf(args.positional[0])?.items ?? [] : [])),
});

function kindTags(kinds: readonly Value[]): Value {
  const unknown = kinds.find((kind) => kind.type !== "str");
  return unknown ? { type: "unknown", reason: unknown.type === "unknown" ? unknown.reason : "is a kind that cannot be known" } : dict(kinds.flatMap((kind): [string, Value][] => kind.type === "str" ? [[KIND_PREFIX + kind.value, str("")]] : []));
}
