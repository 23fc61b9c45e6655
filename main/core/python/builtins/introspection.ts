/** Built-in functions that look into objects and scopes: `getattr`, `isinstance`, `type`, `super`, `globals`, `property`, ... */
import { initialize } from "../interpreter/instances.ts";
import { descriptorOf, makeDescriptor } from "../interpreter/descriptors.ts";
import { factsOf, linearize, resolutionOrder, setFacts } from "../interpreter/class-facts.ts";
import { isExceptionClass } from "./exceptions.ts";
import { isLibraryModule } from "../interpreter/library-modules.ts";
import { keyOf } from "../operations/equality.ts";
import { bool, int, list, native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown, withCandidates } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type ClassValue, type InstanceValue, type NativeFunction, type NativeObject, type Value } from "../values.ts";

type Run = (rt: Runtime, args: CallArgs) => Value;

const runs: Readonly<Record<string, Run>> = {
  getattr: (rt, args) => {
    const [value = none, name, otherwise] = args.positional;
    if (name?.type !== "str") return name?.type === "unknown" ? passOn(name) : unknown("takes an attribute whose name is not known", args.span);
    if (value.type === "unknown") return withCandidates(passOn(value), otherwise ? [otherwise] : []);
    const found = rt.findAttribute(value, name.value);
    if (found) return found;
    if (otherwise && !hasOpaqueBase(value)) return otherwise;
    return otherwise ? withCandidates(unknown(`depends on the attribute ${name.value}, which is not known`, args.span), [otherwise]) : rt.getAttribute(value, name.value, args.span);
  },
  hasattr: (rt, args) => {
    const [value = none, name] = args.positional;
    if (value.type === "unknown") return passOn(value);
    if (name?.type !== "str") return name?.type === "unknown" ? passOn(name) : unknown("asks for an attribute whose name is not known", args.span);
    const found = rt.findAttribute(value, name.value);
    if (found) return found.type === "unknown" || (found.type === "external" && value.type === "external") ? unknown(`depends on the attribute ${name.value}, which is not known`, args.span) : bool(true, args.span);
    return hasOpaqueBase(value) ? unknown(`depends on the attribute ${name.value}, which is not known`, args.span) : bool(false, args.span);
  },
  setattr: (rt, args) => {
    const [value = none, name, assigned = none] = args.positional;
    if (name?.type === "str") rt.setAttribute(value, name.value, assigned);
    return none;
  },
  delattr: (rt, args) => {
    const [value, name] = args.positional;
    if (name?.type === "str" && (value?.type === "instance" || value?.type === "class")) rt.regions.deleteName(value.attributes, name.value);
    return none;
  },
  isinstance: (rt, args) => truthFrom(rt.isInstance(args.positional[0] ?? none, args.positional[1] ?? none), args),
  issubclass: (_rt, args) => truthFrom(isSubclass(args.positional[0] ?? none, args.positional[1] ?? none), args),
  callable: (rt, args) => {
    const value = args.positional[0] ?? none;
    if (value.type === "unknown") return passOn(value);
    if (value.type === "external") return unknown(`depends on ${value.qualifiedName}, which is not part of the project`, args.span);
    if (value.type === "native") return bool(value.call !== undefined, args.span);
    if (value.type === "instance") return bool(rt.findAttribute(value, "__call__") !== undefined, args.span);
    return bool(["function", "native_function", "method", "class"].includes(value.type), args.span);
  },
  id: (_rt, args) => identityOf(args.positional[0] ?? none) ?? unknown("takes the identity of an object", args.span),
  hash: (_rt, args) => {
    const value = args.positional[0] ?? none;
    return value.type === "int" && keyOf(value) !== null ? int(value.value, args.span) : unknown("takes the hash of a value", args.span);
  },
  globals: (rt, args) => namesDict(rt.frame.module.scope.names, args),
  locals: (rt, args) => namesDict(rt.frame.scope.names, args),
  vars: (rt, args) => {
    const value = args.positional[0];
    if (!value) return namesDict(rt.frame.scope.names, args);
    return value.type === "unknown" ? passOn(value) : rt.getAttribute(value, "__dict__", args.span);
  },
  dir: (rt, args) => {
    const value = args.positional[0];
    if (value?.type === "unknown") return { ...list([], args.span), open: passOn(value) };
    const names = !value ? [...rt.frame.scope.names.keys()] : value.type === "module" ? [...value.names.keys()] : value.type === "class" || value.type === "instance" ? attributeNames(value) : [];
    return list(names.toSorted().map((name) => str(name, args.span)), args.span);
  },
  property: (_rt, args) => makeDescriptor({ kind: "property", function: args.positional[0] ?? args.named.get("fget") ?? none, isCached: false, setter: args.positional[1] ?? args.named.get("fset") }),
  classmethod: (_rt, args) => makeDescriptor({ kind: "class", function: args.positional[0] ?? none, isCached: false, setter: undefined }),
  staticmethod: (_rt, args) => makeDescriptor({ kind: "static", function: args.positional[0] ?? none, isCached: false, setter: undefined }),
  super: makeSuper,
  __import__: (rt, args) => {
    const name = args.positional[0];
    return name?.type === "str" ? rt.importName(name.value.split(".")[0] ?? name.value, args.span) : unknown("imports a module whose name is not known", args.span);
  },
};

function hasOpaqueBase(value: Value): boolean {
  if (value.type === "external" || value.type === "native" || value.type === "native_function") return true;
  const type = value.type === "instance" ? value.class : value.type === "class" ? value : undefined;
  return (type ? (factsOf(type)?.libraryBases ?? []) : []).some((base) => base.type === "external" || base.type === "unknown");
}

function truthFrom(result: boolean | null, args: CallArgs): Value {
  if (result !== null) return bool(result, args.span);
  const cause = args.positional.find((value) => value.type === "unknown");
  return cause?.type === "unknown" ? passOn(cause) : unknown("depends on a type that is not known", args.span);
}

function namesDict(names: ReadonlyMap<string, Value>, args: CallArgs): Value {
  return { type: "dict", entries: [...names].map(([name, value]) => [str(name), value]), span: args.span };
}

function attributeNames(value: ClassValue | InstanceValue): string[] {
  const type = value.type === "class" ? value : value.class;
  return [...new Set([...(value.type === "instance" ? value.attributes.keys() : []), ...resolutionOrder(type).flatMap((owner) => [...owner.attributes.keys()])])];
}

export function isSubclass(value: Value, type: Value): boolean | null {
  if (type.type === "tuple") return anyOf(type.items.map((item) => isSubclass(value, item)));
  if (value.type === "unknown" || type.type === "unknown") return null;
  if (value.type === "class") {
    if (type.type === "class") return resolutionOrder(value).includes(type);
    const bases = factsOf(value)?.libraryBases ?? [];
    const results = bases.map((base) => isSubclass(base, type));
    return type.type === "native_function" && type.className === "object" ? true : anyOf(results);
  }
  if (value.type === "native_function" && type.type === "native_function") {
    if (isExceptionClass(value.className ?? "", type.className ?? "?")) return true;
    if (type.className === "object" || (value.className === "bool" && type.className === "int")) return true;
    if (value === type || (value.className !== undefined && value.className === type.className)) return true;
    return value.className === undefined || value.className.includes(".") ? null : false;
  }
  if (value.type === "external" && type.type === "external" && value.qualifiedName === type.qualifiedName) return true;
  return value.type === "external" || type.type === "external" ? null : false;
}

function anyOf(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(true)) return true;
  return results.includes(null) ? null : false;
}

/** `super()` and `super(Class, self)`: attributes of the bases after the class in whose body the function was written. */
function makeSuper(rt: Runtime, args: CallArgs): Value {
  const given = args.positional[0];
  const owner = given?.type === "class" ? given : rt.frame.owner?.class;
  const self = args.positional[1] ?? rt.frame.self;
  if (!owner || !self || (self.type !== "instance" && self.type !== "class")) return unknown("uses super() outside of a method", args.span);
  const type = self.type === "instance" ? self.class : self;
  const order = resolutionOrder(type);
  const after = order.slice(order.indexOf(owner) + 1);
  const made: NativeObject = {
    type: "native",
    className: "super",
    data: null,
    span: args.span,
    getAttribute: (name) => {
      for (const base of after) {
        const found = base.attributes.get(name);
        if (!found) continue;
        const descriptor = descriptorOf(found);
        if (descriptor?.kind === "static") return descriptor.function;
        if (descriptor?.kind === "property") return rt.context.call(descriptor.function, [self]);
        const callee = descriptor?.kind === "class" ? descriptor.function : found;
        const bound = descriptor?.kind === "class" ? type : self;
        return callee.type === "function" || callee.type === "native_function" ? { type: "method", self: bound, function: callee } : found;
      }
      return superOfLibrary(rt, name, self, type);
    },
  };
  return made;
}

function superOfLibrary(rt: Runtime, name: string, self: InstanceValue | ClassValue, type: ClassValue): Value | undefined {
  if (name === "__init__" && self.type === "instance") {
    return native("__init__", (args) => {
      initialize(rt, self, args);
      return none;
    });
  }
  if (name === "__init_subclass__" || name === "__post_init__" || name === "__setattr__") return native(name, () => none);
  if (name === "__new__") return native(name, () => (self.type === "class" ? rt.regions.own({ type: "instance", class: self, attributes: rt.regions.own(new Map<string, Value>()) }) : self));
  for (const base of factsOf(type)?.libraryBases ?? []) {
    if (base.type === "native_function") {
      const found = base.getAttribute?.(name, rt.context);
      if (found) return found.type === "native_function" && found.className === undefined ? { type: "method", self, function: found } : found;
    }
  }
  if (self.type === "instance" && self.native) return self.native.getAttribute?.(name, rt.context);
  const base = factsOf(type)?.libraryBases[0];
  if (base?.type === "external") return { type: "external", qualifiedName: `${base.qualifiedName}.${name}` };
  return undefined;
}

/** `type(x)`, and `type(name, bases, namespace)`. */
function typeOf(rt: Runtime, args: CallArgs): Value {
  const [value = none, bases, namespace] = args.positional;
  if (value.type === "str" && bases?.type === "tuple") return madeClass(rt, value.value, bases.items, namespace, args);
  switch (value.type) {
    case "instance":
      return value.class;
    case "unknown":
      return passOn(value);
    case "none":
      return { type: "native_function", name: "NoneType", className: "NoneType", call: () => none };
    case "native":
      return { type: "native_function", name: value.className.replace(/^.*\./, ""), className: value.className, call: (inner) => unknown(`makes an object of ${value.className}`, inner.span) };
    case "class":
      return rt.builtins.get("type") ?? none;
    default:
      return rt.builtins.get(value.type === "set" && value.isFrozen ? "frozenset" : value.type) ?? { type: "native_function", name: value.type, className: value.type, call: (inner) => unknown(`makes a ${value.type}`, inner.span) };
  }
}

function madeClass(rt: Runtime, name: string, bases: readonly Value[], namespace: Value | undefined, args: CallArgs): Value {
  const attributes = new Map<string, Value>();
  if (namespace?.type === "dict") for (const [key, value] of namespace.entries) if (key.type === "str") attributes.set(key.value, value);
  const project = bases.filter((base) => base.type === "class");
  const made: ClassValue = { type: "class", name, module: rt.frame.module.value.name, bases, attributes, docstring: null, isDataclass: project.some((base) => base.isDataclass), isEnum: false, span: args.span };
  const library = [...bases.filter((base) => base.type !== "class"), ...project.flatMap((base) => factsOf(base)?.libraryBases ?? [])];
  setFacts(made, { qualifiedName: name, order: linearize(made, project), libraryBases: library, fields: [], keywords: new Map(), defLine: args.span.line, isDataclass: false });
  return made;
}

export function introspectionNatives(rt: Runtime): Map<string, NativeFunction> {
  const made = new Map<string, NativeFunction>(Object.entries(runs).map(([name, run]) => [name, native(name, (args) => run(rt, args))]));
  made.set("type", native("type", (args) => typeOf(rt, args), "type"));
  return made;
}

/** `isinstance`, `match` classes. */
export function isInstance(rt: Runtime, value: Value, type: Value): boolean | null {
  if (type.type === "tuple") return anyOf(type.items.map((item) => isInstance(rt, value, item)));
  if (value.type === "unknown" || type.type === "unknown") return null;
  if (isLibraryModule(value)) return type.type === "native_function" && type.className === "module";
  if (type.type === "class") return value.type === "instance" ? resolutionOrder(value.class).includes(type) : value.type === "external" ? null : false;
  if (type.type === "none") return value.type === "none";
  if (value.type === "external") return null;
  if (type.type === "external") return value.type === "instance" ? isSubclass(value.class, type) : value.type === "native" ? null : false;
  if (type.type !== "native_function") return null;
  const wanted = type.className;
  if (wanted === "object") return true;
  switch (value.type) {
    case "instance":
      return isSubclass(value.class, type);
    case "native":
      return value.className === wanted || (wanted !== undefined && (value.baseClassNames?.includes(wanted) === true || isExceptionClass(value.className, wanted)));
    case "bool":
      return wanted === "bool" || wanted === "int";
    case "set":
      return wanted === (value.isFrozen ? "frozenset" : "set");
    case "class":
      return wanted === "type";
    case "list":
    case "tuple":
      return wanted === value.type || ["typing.Sequence", "typing.Iterable", "typing.Collection", "collections.abc.Sequence", "collections.abc.Iterable", "collections.abc.Collection"].includes(wanted ?? "");
    case "dict":
      return wanted === "dict" || /(?:typing|collections\.abc)\.(?:Mapping|MutableMapping|Iterable)$/.test(wanted ?? "");
    case "function":
    case "method":
    case "native_function":
      return /(?:typing|collections\.abc)\.Callable$/.test(wanted ?? "") || wanted === "function";
    case "none":
      return wanted === "NoneType";
    default:
      return value.type === wanted;
  }
}

const identities = new WeakMap<Value, NativeObject>();
let identityCount = 0;

/** `id(x)`: equal for the same object alone; its number is not known. Null for immutable values, which Python may share or not. */
function identityOf(value: Value): NativeObject | null {
  if (["none", "bool", "int", "float", "str", "bytes", "tuple", "unknown", "external"].includes(value.type)) return null;
  const known = identities.get(value);
  if (known) return known;
  identityCount += 1;
  const made: NativeObject = { type: "native", className: "builtins.id", data: null, identity: `id ${identityCount}` };
  identities.set(value, made);
  return made;
}
