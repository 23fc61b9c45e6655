/**
 * What a YAML attribute becomes by the annotation of the component's field (`ResolvedAssetSpec`, `ResolvedAssetKey`, the project's own
 * models, ...), and the keyword arguments that YAML gives for assets (dagster 1.10-1.13, `components/resolved/core_models.py`).
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { allFields } from "../python/interpreter/class-facts.ts";
import type { CallArgs, CallContext, ClassValue, Value } from "../python/values.ts";
import { bind } from "./arguments.ts";
import { makeAssetKey } from "./asset-key.ts";
import { makeAssetSpec, readAssetSpec } from "./asset-spec.ts";
import { itemsOf, readText } from "./read-values.ts";
import type { Session } from "./session.ts";

/** Keyword arguments as a call would carry them, with the places of the YAML. */
export function callArgsOf(named: ReadonlyMap<string, Value>, span: SourceSpan): CallArgs {
  return { positional: [], named, span, spans: new Map([...named].flatMap(([name, value]) => value.span ? [[name, value.span] as const] : [])) };
}

/** `key: a/b` and lists of keys are texts with slashes in YAML. */
export function resolveKey(value: Value): Value {
  const text = value.type === "str" ? readText(value) : null;
  return typeof text === "string" ? makeAssetKey(text.split("/"), value.span) : value;
}

/** Attributes of an asset as YAML says them -> keyword arguments of `AssetSpec`. */
export function resolveAssetAttributes(value: Value, session: Session, context: CallContext): ReadonlyMap<string, Value> {
  const named = new Map<string, Value>();
  if (value.type !== "dict") return named;
  for (const [name, item] of value.entries) {
    if (name.type !== "str") continue;
    named.set(name.value, resolveAttribute(name.value, item, session, context));
  }
  return named;
}

function resolveAttribute(name: string, value: Value, session: Session, context: CallContext): Value {
  switch (name) {
    case "key": return resolveKey(value);
    case "deps": return value.type === "list" ? { ...value, items: value.items.map(resolveKey) } : value;
    case "partitions_def": return resolvePartitions(value, session, context);
    // YAML may say numbers and booleans where tags are text.
    case "tags": return value.type === "dict" ? { ...value, entries: value.entries.map(([key, item]): [Value, Value] => [key, item.type === "int" || item.type === "float" || item.type === "bool" ? { type: "str", value: context.toText(item) ?? "", ...(item.span ? { span: item.span } : {}) } : item]) } : value;
    default: return value;
  }
}

const PARTITIONS: { readonly [type: string]: string } = {
  hourly: "HourlyPartitionsDefinition", daily: "DailyPartitionsDefinition", weekly: "WeeklyPartitionsDefinition", time_window: "TimeWindowPartitionsDefinition", static: "StaticPartitionsDefinition",
};

function resolvePartitions(value: Value, session: Session, context: CallContext): Value {
  if (value.type !== "dict") return value;
  const named = new Map(value.entries.flatMap(([key, item]): [string, Value][] => key.type === "str" ? [[key.value, item]] : []));
  const type = named.get("type");
  const className = type?.type === "str" ? PARTITIONS[type.value] : undefined;
  const create = className === undefined ? undefined : session.resolve(`dagster.${className}`);
  if (!create) return { type: "unknown", reason: "is no kind of partitions that is known", ...(value.span ? { span: value.span } : {}) };
  named.delete("type");
  const start = named.get("start_date");
  if (className === "TimeWindowPartitionsDefinition" && start) named.set("start", start);
  return context.call(create, [], named);
}

/** `ResolvedAssetSpec`. */
export function resolveAssetSpec(value: Value, session: Session, context: CallContext, definedBy: string, span: SourceSpan): Value {
  if (value.type !== "dict") return value;
  const args = callArgsOf(resolveAssetAttributes(value, session, context), value.span ?? span);
  const spec = readAssetSpec(bind(args, ["key"]), context, definedBy);
  return makeAssetSpec(spec, { name: "path" in spec.key ? spec.key.path.join("/") : "?", source: spec.source, definedBy });
}

/** A field of the project's component, by its annotation as it is written. */
export function resolveField(value: Value, annotation: string, owner: ClassValue, session: Session, context: CallContext, depth = 0): Value {
  if (depth > 20) return value;
  const each = (resolve: (item: Value) => Value): Value => {
    const list = value.type === "list" ? itemsOf(value) : null;
    return list ? { type: "list", items: list.items.map(resolve), ...(value.span ? { span: value.span } : {}) } : resolve(value);
  };
  if (/\bResolvedAssetSpec\b/.test(annotation)) return each((item) => resolveAssetSpec(item, session, context, "component", value.span ?? { file: "", line: 1 }));
  if (/\bResolvedAssetKey\b/.test(annotation)) return each(resolveKey);
  if (/\bResolvedAssetCheckSpec\b/.test(annotation)) return each((item) => resolveCheckSpec(item, session, context));
  if (/\b(ResolvedAssetAttributes|AssetAttributesModel)\b/.test(annotation)) {
    const named = resolveAssetAttributes(value, session, context);
    return { type: "dict", entries: [...named].map(([name, item]): [Value, Value] => [{ type: "str", value: name }, item]), ...(value.span ? { span: value.span } : {}) };
  }
  // pydantic makes a path of the text.
  if (/\bPath\b/.test(annotation) && value.type === "str") return each((item) => context.call(session.library("pathlib.Path"), [item]));
  const model = modelNamed(annotation, owner, context);
  if (model && (value.type === "dict" || value.type === "list")) return each((item) => item.type === "dict" ? makeModel(model, item, session, context, depth + 1) : item);
  return value;
}

/** A model or dataclass of the project, made from a mapping of YAML. */
export function makeModel(model: ClassValue, value: Value, session: Session, context: CallContext, depth = 0): Value {
  if (value.type !== "dict") return value;
  const fields = allFields(model);
  const named = new Map<string, Value>();
  for (const [key, item] of value.entries) {
    if (key.type !== "str") continue;
    const field = fields.find((one) => one.name === key.value);
    named.set(key.value, field ? resolveField(item, annotationText(field.span, session), model, session, context, depth + 1) : item);
  }
  return context.call(model, [], named);
}

/** A class of the project that an annotation names. */
function modelNamed(annotation: string, owner: ClassValue, context: CallContext): ClassValue | null {
  const module = context.importModule(owner.module);
  if (module.type !== "module") return null;
  for (const [name] of annotation.matchAll(/[A-Za-z_]\w*/g)) {
    const value = module.names.get(name);
    if (value?.type === "class" && allFields(value).length > 0) return value;
  }
  return null;
}

/** `name: annotation = default` as it is written; enough of it to see which names stand in it. */
export function annotationText(span: SourceSpan, session: Session): string {
  const text = session.readText(span.file);
  if (text === null) return "";
  const lines = text.split("\n").slice(span.line - 1, Math.max(span.endLine ?? span.line, span.line));
  return lines.join("\n").slice(0, 2_000).replace(/^[^:]*:/, "");
}

function resolveCheckSpec(value: Value, session: Session, context: CallContext): Value {
  const create = session.resolve("dagster.AssetCheckSpec");
  if (value.type !== "dict" || !create) return value;
  const named = new Map(value.entries.flatMap(([key, item]): [string, Value][] => key.type === "str" ? [[key.value, key.value === "asset" ? resolveKey(item) : item]] : []));
  return context.call(create, [], named);
}

