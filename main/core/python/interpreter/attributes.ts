/** Attribute access on every kind of value, with descriptors of the project's classes (methods, properties, class methods). */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import { str, type ClassValue, type InstanceValue, type Value } from "../values.ts";
import { enumMembers, factsOf, resolutionOrder } from "./class-facts.ts";
import { functionAttribute } from "./function-attributes.ts";
import type { Runtime } from "./runtime.ts";
import { initialize } from "./instances.ts";
import { fromStars } from "./star-imports.ts";
import { descriptorOf } from "./descriptors.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";
import { methodOf } from "../builtins/methods.ts";
import { native } from "../make.ts";
import { none } from "../values.ts";

export function getAttribute(rt: Runtime, value: Value, name: string, span?: SourceSpan): Value {
  if (value.type === "unknown") return attributeOfUnknown(rt, value, name);
  const found = findAttribute(rt, value, name);
  if (found) return found;
  switch (value.type) {
    case "native":
    case "native_function": {
      const owner = value.type === "native" ? value.className : (value.className ?? value.name);
      return unknown(`uses ${owner}.${name}, which is not understood`, span);
    }
    case "module":
      return rt.fail("AttributeError", `uses ${name} of the module ${value.name}, which does not define it`, span);
    case "instance":
    case "class":
      return attributeOfLibraryBase(rt, value.type === "class" ? value : value.class, name, span);
    case "function":
      if (value.decorators) return unknown(`uses ${name} of ${value.name}, whose decorator is not understood`, span);
      return rt.fail("AttributeError", `uses the attribute ${name} of the function ${value.name}`, span);
    default:
      return rt.fail("AttributeError", `uses the attribute ${name} of a value of type ${value.type}`, span);
  }
}

function attributeOfUnknown(rt: Runtime, value: Value & { type: "unknown" }, name: string): Value {
  const { candidates } = value;
  if (!candidates || candidates.length > 4) return value.args ? value : passOn(value);
  return withCandidates(passOn(value), candidates.map((candidate) => findAttribute(rt, candidate, name)).filter((found) => found !== undefined));
}

function attributeOfLibraryBase(rt: Runtime, type: ClassValue, name: string, span?: SourceSpan): Value {
  const base = factsOf(type)?.libraryBases.find((candidate) => candidate.type === "external" || candidate.type === "unknown" || candidate.type === "native_function");
  if (!base) return rt.fail("AttributeError", `uses the attribute ${name} of ${type.name}, which has none of that name`, span);
  if (base.type === "unknown") return passOn(base);
  const owner = base.type === "external" ? base.qualifiedName : base.type === "native_function" ? (base.className ?? base.name) : "";
  return unknown(`uses ${name} of ${owner}, which is not part of the project`, span);
}

/** Undefined when there is no such attribute, or it belongs to a library's base class that is not understood. */
export function findAttribute(rt: Runtime, value: Value, name: string): Value | undefined {
  switch (value.type) {
    case "instance":
      return attributeOfInstance(rt, value, name);
    case "class":
      return attributeOfClass(rt, value, name);
    case "module":
      return attributeOfModule(rt, value, name);
    case "native":
    case "native_function":
      return value.getAttribute?.(name, rt.context) ?? commonAttribute(rt, value, name);
    case "external":
      return rt.library(`${value.qualifiedName}.${name}`);
    case "function":
      return functionAttribute(rt, value, name);
    case "method":
      if (name === "__self__") return value.self;
      if (name === "__func__") return value.function;
      return findAttribute(rt, value.function, name);
    case "unknown":
      return passOn(value);
    default:
      return methodOf(rt, value, name) ?? commonAttribute(rt, value, name);
  }
}

function commonAttribute(rt: Runtime, value: Value, name: string): Value | undefined {
  if (name === "__class__") return rt.context.call(rt.builtins.get("type") ?? none, [value]);
  if (name === "__doc__") return none;
  if (name === "__name__" && value.type === "native_function") return str((value.className ?? value.name).replace(/^.*\./, ""));
  return undefined;
}

function attributeOfModule(rt: Runtime, value: Value & { type: "module" }, name: string): Value | undefined {
  const found = value.names.get(name);
  if (found) return found;
  if (name === "__dict__") return { type: "dict", entries: [...value.names].map(([key, item]) => [str(key), item]) };
  const starred = fromStars(rt, value, name);
  if (starred) return starred;
  const getter = value.names.get("__getattr__");
  if (getter?.type === "function") return rt.context.call(getter, [str(name)]);
  return undefined;
}

/** The attribute in the class or the nearest base of the project, unbound. */
export function lookUpInClass(type: ClassValue, name: string): { value: Value; owner: ClassValue } | undefined {
  for (const owner of resolutionOrder(type)) {
    const value = owner.attributes.get(name);
    if (value) return { value, owner };
  }
  return undefined;
}

function attributeOfInstance(rt: Runtime, instance: InstanceValue, name: string): Value | undefined {
  const own = instance.attributes.get(name);
  if (own) return own;
  const type = instance.class;
  const found = lookUpInClass(type, name);
  if (found) return bindToInstance(rt, found.value, instance, name);
  if (name === "__class__") return type;
  if (name === "__dict__") return { type: "dict", entries: [...instance.attributes].map(([key, item]) => [str(key), item]) };
  if (name === "__doc__") return type.docstring === null ? none : str(type.docstring);
  const scalar = instance.attributes.get("_scalar_");
  const ofScalar = scalar ? methodOf(rt, scalar, name) : undefined;
  if (ofScalar) return ofScalar;
  const fromNative = instance.native?.getAttribute?.(name, rt.context) ?? nativeBaseAttribute(rt, type, name, instance);
  if (fromNative) return fromNative;
  if (name === "__init__") return native("__init__", (args) => (initialize(rt, instance, args), none));
  const getter = name.startsWith("__") ? undefined : lookUpInClass(type, "__getattr__");
  if (getter?.value.type === "function") return rt.context.call(getter.value, [instance, str(name)]);
  return builtinModelMethod(rt, instance, name);
}

/** `dict()`, `model_dump()`, `_asdict()`, `_replace()` of models and named tuples. */
function builtinModelMethod(rt: Runtime, instance: InstanceValue, name: string): Value | undefined {
  if (!["dict", "model_dump", "_asdict", "_replace", "model_copy", "copy"].includes(name) || (factsOf(instance.class)?.libraryBases.length ?? 0) === 0) return undefined;
  return native(name, (args) => {
    const entries = [...instance.attributes].filter(([key]) => key !== "_tuple");
    if (name === "dict" || name === "model_dump" || name === "_asdict") return rt.regions.own({ type: "dict", entries: entries.map(([key, value]): [Value, Value] => [str(key), value]), span: args.span });
    const update = args.named.get("update");
    const changes = update?.type === "dict" ? update.entries.flatMap(([key, value]): [string, Value][] => (key.type === "str" ? [[key.value, value]] : [])) : [...args.named];
    return rt.call(instance.class, { ...args, positional: [], named: new Map([...entries, ...changes]) });
  });
}

function bindToInstance(rt: Runtime, value: Value, instance: InstanceValue, name: string): Value {
  const descriptor = descriptorOf(value);
  if (descriptor?.kind === "property") {
    const made = rt.context.call(descriptor.function, [instance]);
    if (descriptor.isCached) rt.regions.setName(instance.attributes, name, made);
    return made;
  }
  if (descriptor?.kind === "static") return descriptor.function;
  if (descriptor?.kind === "class") return bound(instance.class, descriptor.function);
  const getter = value.type === "instance" ? lookUpInClass(value.class, "__get__")?.value : undefined;
  if (getter?.type === "function") return rt.context.call(getter, [value, instance, instance.class]);
  return value.type === "function" ? { type: "method", self: instance, function: value } : value;
}

function bound(self: Value, callee: Value): Value {
  return callee.type === "function" || callee.type === "native_function" ? { type: "method", self, function: callee } : callee;
}

function attributeOfClass(rt: Runtime, type: ClassValue, name: string): Value | undefined {
  const found = lookUpInClass(type, name);
  if (found) {
    const descriptor = descriptorOf(found.value);
    if (descriptor?.kind === "static") return descriptor.function;
    if (descriptor?.kind === "class") return bound(type, descriptor.function);
    return found.value;
  }
  switch (name) {
    case "__name__":
      return str(type.name);
    case "__qualname__":
      return str(factsOf(type)?.qualifiedName ?? type.name);
    case "__module__":
      return str(type.module);
    case "__doc__":
      return type.docstring === null ? none : str(type.docstring);
    case "__dict__":
      return { type: "dict", entries: [...type.attributes].map(([key, item]) => [str(key), item]) };
    case "__bases__":
      return { type: "tuple", items: type.bases };
    case "__mro__":
      return { type: "tuple", items: [...resolutionOrder(type), ...(factsOf(type)?.libraryBases ?? [])] };
    case "__annotations__":
      return { type: "dict", entries: (factsOf(type)?.fields ?? []).map((field) => [str(field.name), field.annotation()]) };
    case "__members__":
      if (type.isEnum) return { type: "dict", entries: enumMembers(type).map((member) => [member.type === "instance" ? (member.attributes.get("_name_") ?? none) : none, member]) };
      break;
    case "model_fields":
    case "__dataclass_fields__":
      return { type: "dict", entries: (factsOf(type)?.fields ?? []).map((field) => [str(field.name), none]) };
    default:
  }
  const inherited = nativeBaseAttribute(rt, type, name, type);
  if (inherited) return inherited;
  if (name === "__init__") return native("__init__", (args) => initializeFirst(rt, args.positional, { ...args, positional: args.positional.slice(1) }));
  if (name === "model_validate" || name === "parse_obj") {
    return native(name, (args) => {
      const given = args.positional[0];
      if (given?.type !== "dict") return given?.type === "unknown" ? passOn(given) : unknown(`validates what is not a known dict`, args.span);
      return rt.call(type, { ...args, positional: [], named: new Map(given.entries.flatMap(([key, value]): [string, Value][] => (key.type === "str" ? [[key.value, value]] : []))), ...(given.open ? { open: given.open } : {}) });
    });
  }
  return undefined;
}

function initializeFirst(rt: Runtime, positional: readonly Value[], args: Parameters<typeof initialize>[2]): Value {
  const [instance] = positional;
  if (instance?.type === "instance") initialize(rt, instance, args);
  return none;
}

/** What a library's base class gives to its subclasses: methods are bound to `self`. */
function nativeBaseAttribute(rt: Runtime, type: ClassValue, name: string, self: Value): Value | undefined {
  if (name.startsWith("__")) return undefined;
  for (const base of factsOf(type)?.libraryBases ?? []) {
    if (base.type !== "native_function") continue;
    const found = base.getAttribute?.(name, rt.context);
    if (found) return found.type === "native_function" && found.className === undefined && self.type === "instance" ? { type: "method", self, function: found } : found;
  }
  return undefined;
}

/** `Evaluator.setAttribute`. */
export function setAttribute(rt: Runtime, value: Value, name: string, assigned: Value): void {
  switch (value.type) {
    case "instance": {
      const descriptor = descriptorOf(lookUpInClass(value.class, name)?.value);
      if (descriptor?.kind === "property" && descriptor.setter) rt.context.call(descriptor.setter, [value, assigned]);
      else if (!value.native?.setAttribute?.(name, assigned)) rt.regions.setName(value.attributes, name, assigned);
      return;
    }
    case "class":
    case "function":
      rt.regions.setName(value.attributes, name, assigned);
      return;
    case "module":
      rt.regions.setName(value.names, name, assigned);
      return;
    case "native":
      value.setAttribute?.(name, assigned);
      return;
    default:
  }
}
