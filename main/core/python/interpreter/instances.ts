/**
 * Calling a class: enum look-up, `__new__`/`__init__` of the project, dataclass and model fields, and the part that a library's base
 * class makes (`Host.instantiate`, asked exactly once for an instance).
 */
import type { CallArgs, ClassValue, InstanceValue, Value } from "../values.ts";
import { none } from "../values.ts";
import { allFields, enumMembers, factsOf, libraryBaseNames, resolutionOrder } from "./class-facts.ts";
import type { Runtime } from "./runtime.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";

/** `class Name(str)`: its objects are texts. */
const scalarBases = ["str", "int", "float"];

/** Instances whose library part was made. */
const finished = new WeakSet<InstanceValue>();

export function instantiate(rt: Runtime, type: ClassValue, args: CallArgs): Value {
  if (type.isEnum) return enumMember(rt, type, args);
  if (hasLibraryBase(type, "typing.TypedDict")) return rt.call(rt.builtins.get("dict") ?? none, args);
  const order = resolutionOrder(type);
  const maker = order.map((owner) => owner.attributes.get("__new__")).find(Boolean);
  const given = maker?.type === "function" ? rt.call(maker, { ...args, positional: [type, ...args.positional] }) : undefined;
  if (given && given.type !== "instance" && given.type !== "unknown") return given;
  const instance: InstanceValue = given?.type === "instance" ? given : rt.regions.own({ type: "instance", class: type, attributes: rt.regions.own(new Map<string, Value>()), span: args.span });
  const [first] = args.positional;
  if (first && scalarBases.some((base) => base === first.type && hasLibraryBase(type, base))) instance.attributes.set("_scalar_", first);
  const init = order.map((owner) => owner.attributes.get("__init__")).find(Boolean);
  if (init && init.type !== "unknown") rt.call(init, { ...args, positional: [instance, ...args.positional] });
  else initialize(rt, instance, args);
  finish(rt, instance, args);
  return instance;
}

/** What `super().__init__(...)` reaches when no class of the project has an `__init__`: fields, then the library's part. */
export function initialize(rt: Runtime, instance: InstanceValue, args: CallArgs): void {
  const facts = factsOf(instance.class);
  const fields = allFields(instance.class);
  const isPlain = (facts?.libraryBases.length ?? 0) === 0 && !instance.class.isDataclass;
  if (!isPlain) setFields(rt, instance, args);
  const hook = ["__post_init__", "model_post_init"].map((name) => rt.findAttribute(instance, name)).find((found) => found?.type === "method");
  if (hook && fields.length > 0) rt.context.call(hook, hook.type === "method" && hook.function.type === "function" && hook.function.name === "model_post_init" ? [none] : []);
  finish(rt, instance, args);
}

function finish(rt: Runtime, instance: InstanceValue, args: CallArgs): void {
  if (finished.has(instance)) return;
  finished.add(instance);
  if ((factsOf(instance.class)?.libraryBases.length ?? 0) > 0) rt.host.instantiate?.(instance, args, rt.context);
}

function setFields(rt: Runtime, instance: InstanceValue, args: CallArgs): void {
  const isNamedTuple = hasLibraryBase(instance.class, "typing.NamedTuple");
  const fields = allFields(instance.class);
  const isSettings = libraryBaseNames(instance.class).some((name) => name.endsWith(".BaseSettings"));
  let position = 0;
  const used = new Set<string>();
  for (const field of fields) {
    const own = fieldOptions(field.default);
    const isInit = own.init !== false;
    const positional = isInit && !own.keywordOnly && !field.isKeywordOnly ? args.positional[position] : undefined;
    if (positional) position += 1;
    const given = positional ?? (isInit ? (args.named.get(field.name) ?? (own.alias ? args.named.get(own.alias) : undefined)) : undefined);
    used.add(own.alias ?? field.name).add(field.name);
    if (given) instance.attributes.set(field.name, given);
    else if (own.factory) instance.attributes.set(field.name, rt.context.call(own.factory, []));
    else if (own.default) instance.attributes.set(field.name, isSettings ? withCandidates(unknown(`depends on the environment variable ${field.name.toUpperCase()}`, field.span), [own.default]) : own.default);
    else if (args.open) instance.attributes.set(field.name, passOn(args.open));
    else if (isSettings) instance.attributes.set(field.name, unknown(`depends on the environment variable ${field.name.toUpperCase()}`, field.span));
    else if (isInit) instance.attributes.set(field.name, unknown(`is made without the field ${field.name} of ${instance.class.name}`, args.span));
  }
  if (!instance.class.isDataclass) for (const [name, value] of args.named) if (!used.has(name)) instance.attributes.set(name, value);
  if (isNamedTuple) instance.attributes.set("_tuple", { type: "tuple", items: fields.map((field) => instance.attributes.get(field.name) ?? none) });
}

interface FieldOptions { readonly default?: Value; readonly factory?: Value; readonly init?: boolean; readonly alias?: string; readonly keywordOnly?: boolean }

/** Reads `field(...)` and `Field(...)`, which our natives keep as an object of class "dataclasses.Field". */
export interface FieldData { readonly kind: "field"; readonly named: ReadonlyMap<string, Value>; readonly first: Value | undefined }

export function isFieldData(data: unknown): data is FieldData {
  return typeof data === "object" && data !== null && (data as { kind?: unknown }).kind === "field";
}

function fieldOptions(value: Value | undefined): FieldOptions {
  const data = value?.type === "native" && isFieldData(value.data) ? value.data : value?.type === "unknown" && value.args && isFieldCall(value.reason) ? { named: value.args.named, first: value.args.positional[0] } : undefined;
  if (!data) return value ? { default: value } : {};
  const given = data.named.get("default") ?? data.first;
  const factory = data.named.get("default_factory");
  const init = data.named.get("init");
  const alias = data.named.get("alias");
  const keywordOnly = data.named.get("kw_only");
  return {
    ...(given && !isRequired(given) ? { default: given } : {}),
    ...(factory ? { factory } : {}),
    ...(init?.type === "bool" ? { init: init.value } : {}),
    ...(alias?.type === "str" ? { alias: alias.value } : {}),
    ...(keywordOnly?.type === "bool" ? { keywordOnly: keywordOnly.value } : {}),
  };
}

/** `attrs.field()` and the like: a library's function of that name. */
function isFieldCall(reason: string): boolean {
  return /\b(?:attr|attrs|pydantic|sqlmodel)\b.*\b(?:field|Field|ib|PrivateAttr)\b/.test(reason);
}

function isRequired(value: Value): boolean {
  return value.type === "native" && value.className === "ellipsis";
}

export function hasLibraryBase(type: ClassValue, name: string): boolean {
  return (factsOf(type)?.libraryBases ?? []).some((base) => base.type === "native_function" && base.className === name);
}

function enumMember(rt: Runtime, type: ClassValue, args: CallArgs): Value {
  const wanted = args.positional[0] ?? args.named.get("value");
  if (!wanted) return unknown(`calls the enum ${type.name} without a value`, args.span);
  if (wanted.type === "unknown") return passOn(wanted);
  if (wanted.type === "instance" && wanted.class === type) return wanted;
  const found = enumMembers(type).find((member) => member.type === "instance" && rt.isEqual(member.attributes.get("_value_") ?? none, wanted) === true);
  if (found) return found;
  const missing = resolutionOrder(type).map((owner) => owner.attributes.get("_missing_")).find(Boolean);
  if (missing) {
    const made = rt.context.call(rt.getAttribute(type, "_missing_"), [wanted]);
    if (made.type === "instance") return made;
  }
  return rt.fail("ValueError", `takes a member of ${type.name} that is not there`, args.span);
}
