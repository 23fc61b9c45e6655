/**
 * `dagster.AssetKey` with its constructors and methods (dagster 1.13, `_core/definitions/asset_key.py`), and everything that coerces
 * to a key: text, list, tuple, key, spec, definition of one asset. A key with an unknown part is Unknown as a whole.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { str, unknownValue, type CallContext, type NativeFunction, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { AssetDepData, AssetKeyData, AssetsDefinitionData, AssetSpecData, dataOf, isKnownKey, type Key, type KnownKey } from "./objects.ts";
import { iterate, notA, readText, unknownFrom } from "./read-values.ts";
import type { Readers } from "./session.ts";

export function knownKey(path: readonly string[]): KnownKey {
  return { path };
}

export function sameKey(a: KnownKey, b: KnownKey): boolean {
  return a.path.length === b.path.length && a.path.every((part, index) => part === b.path[index]);
}

/** A map key for keys: parts may hold any character, so JSON. */
export function keyText(key: KnownKey): string {
  return JSON.stringify(key.path);
}

/** `AssetKey.to_python_identifier`. */
export function pythonIdentifier(key: KnownKey, suffix?: string): string {
  return [...key.path, ...(suffix === undefined ? [] : [suffix])].join("__").replaceAll("-", "_").replaceAll(".", "_");
}

export function keyValue(key: Key, span?: SourceSpan): Value {
  return isKnownKey(key) ? makeAssetKey(key.path, span) : key;
}

/** Parts of a prefix: text or a list of texts. */
export function coercePrefix(value: Value, context: CallContext): Key {
  if (value.type === "none") return knownKey([]);
  if (value.type === "list" || value.type === "tuple") return coerceKey(value, context);
  const text = readText(value);
  return typeof text === "string" ? knownKey([text]) : unknownFrom(text);
}

/** `AssetKey.from_coercible_or_definition`. */
export function coerceKey(value: Value, context: CallContext): Key {
  const keyData = dataOf(value, AssetKeyData);
  if (keyData) return knownKey(keyData.path);
  const spec = dataOf(value, AssetSpecData);
  if (spec) return spec.spec.key;
  const dep = dataOf(value, AssetDepData);
  if (dep) return dep.dep.key;
  const definition = dataOf(value, AssetsDefinitionData);
  if (definition) {
    if (definition.specs.length === 1 && !definition.moreSpecs) return definition.specs[0]!.key;
    return unknownValue("is a definition of several assets, of which one is meant", value.span);
  }
  if (value.type === "str") return knownKey([value.value]);
  if (value.type === "list" || value.type === "tuple") {
    const { items, open } = iterate(value, context);
    if (open) return open;
    const path: string[] = [];
    for (const item of items) {
      const text = readText(item);
      if (typeof text !== "string") return unknownFrom(text);
      path.push(text);
    }
    return knownKey(path);
  }
  const text = readText(value);
  return typeof text === "string" ? knownKey([text]) : unknownFrom(notA("an asset key", value));
}

export function withPrefix(key: Key, prefix: Key): Key {
  if (!isKnownKey(key)) return key;
  if (!isKnownKey(prefix)) return prefix;
  return knownKey([...prefix.path, ...key.path]);
}

export function makeAssetKey(path: readonly string[], span?: SourceSpan): NativeObject {
  const key = knownKey(path);
  const parts = (): Value[] => path.map((part) => str(part));
  const method = (name: string, call: NativeFunction["call"]): NativeFunction => nativeFunction(`AssetKey.${name}`, call);
  const native: NativeObject = {
    type: "native",
    className: "dagster.AssetKey",
    data: new AssetKeyData(path),
    identity: `AssetKey ${keyText(key)}`,
    toText: () => `AssetKey([${path.map((part) => `'${part}'`).join(", ")}])`,
    getAttribute(name) {
      switch (name) {
        case "path": return { type: "list", items: parts() };
        case "parts": return { type: "tuple", items: parts() };
        case "to_user_string": return method(name, () => str(path.join("/")));
        case "to_escaped_user_string": return method(name, () => str(path.map((part) => part.replaceAll("\\", "\\\\").replaceAll("/", "\\/")).join("/")));
        case "to_string": case "to_db_string": return method(name, () => str(`[${path.map((part) => JSON.stringify(part)).join(", ")}]`));
        case "to_python_identifier": return method(name, (args, context) => {
          const suffix = bind(args, ["suffix"]).given("suffix");
          const text = suffix ? context.toText(suffix) : undefined;
          return text === null ? unknownFrom(notA("text", suffix!)) : str(pythonIdentifier(key, text));
        });
        case "with_prefix": return method(name, (args, context) => keyValue(withPrefix(key, coercePrefix(bind(args, ["prefix"]).raw("prefix") ?? str(""), context)), span));
        case "has_prefix": return method(name, (args, context) => {
          const prefix = coercePrefix(bind(args, ["prefix"]).raw("prefix") ?? str(""), context);
          return isKnownKey(prefix) ? { type: "bool", value: prefix.path.every((part, index) => path[index] === part) } : prefix;
        });
        default: return undefined;
      }
    },
    iterate: () => [{ type: "tuple", items: parts() }],
  };
  return span ? { ...native, span } : native;
}

export const assetKeyReaders: Readers = () => {
  const create = nativeFunction("AssetKey", (args, context) => {
    const bound = bind(args, ["path"]);
    const path = bound.raw("path") ?? bound.raw("parts");
    if (!path) return unknownValue("AssetKey was given no path", args.span);
    const key = coerceKey(path, context);
    return isKnownKey(key) ? makeAssetKey(key.path, args.span) : { ...key, span: key.span ?? args.span };
  }, {
    className: "dagster.AssetKey",
    getAttribute(name) {
      const fromText = (split: (text: string) => readonly string[]): NativeFunction => nativeFunction(`AssetKey.${name}`, (args) => {
        const value = args.positional[0] ?? [...args.named.values()][0];
        const text = value ? readText(value) : null;
        return typeof text === "string" ? makeAssetKey(split(text), args.span) : unknownValue(text?.unknown ?? "was given no text", args.span);
      });
      switch (name) {
        case "from_user_string": return fromText((text) => text.split("/"));
        case "from_escaped_user_string": return fromText((text) => text.split(/(?<!\\)\//).map((part) => part.replaceAll("\\/", "/")));
        case "from_db_string": return fromText((text) => {
          try {
            const parsed: unknown = JSON.parse(text);
            if (Array.isArray(parsed)) return parsed.map(String);
          } catch {
            // Not the JSON form: the older one with slashes.
          }
          return text.split("/");
        });
        case "from_coercible": case "from_coercible_or_definition": return nativeFunction(`AssetKey.${name}`, (args, context) => args.positional[0] ? keyValue(coerceKey(args.positional[0], context), args.span) : unknownValue("was given nothing", args.span));
        default: return undefined;
      }
    },
  });
  return { "dagster.AssetKey": create };
};
