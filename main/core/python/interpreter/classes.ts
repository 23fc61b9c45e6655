/** Class statements: the body, bases, fields, enums; and `super()`. Metaclasses are not run. */
import type { ClassNode } from "../syntax/nodes.ts";
import type { ClassValue, InstanceValue, Value } from "../values.ts";
import { int, tuple } from "../make.ts";
import { evaluateArguments } from "./calls.ts";
import { factsOf, linearize, resolutionOrder, setFacts, type ClassFacts, type Field } from "./class-facts.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { newScope } from "./scope.ts";
import { evaluateAnnotation } from "./functions.ts";

const scalarBases = new Set(["str", "int", "float", "enum.StrEnum", "enum.IntEnum", "enum.IntFlag"]);
const enumBases = new Set(["enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"]);

/** Bases that give a class nothing of their own. */
const inertBases = new Set(["object", "abc.ABC", "typing.Generic", "typing.Protocol"]);

function isInert(base: Value): boolean {
  return base.type === "native_function" && inertBases.has(base.className ?? "");
}

/** The class, before its decorators. */
export function makeClass(rt: Runtime, node: ClassNode, frame: Frame): ClassValue {
  const args = evaluateArguments(rt, node.bases, frame, node.span);
  const scope = newScope(rt, frame.scope, "class");
  const owner: { class: ClassValue | null } = { class: null };
  const qualifiedName = frame.prefix + node.name;
  const inner: Frame = { ...frame, scope, prefix: `${qualifiedName}.`, yields: null, maybeReturns: [], owner };
  const outer = rt.frame;
  rt.frame = inner;
  try {
    rt.execute(node.body, inner);
  } finally {
    rt.frame = outer;
  }
  const bases = args.positional.flatMap((base) => (base.type === "unknown" && base.candidates ? base.candidates : [base]));
  const projectBases = bases.filter((base) => base.type === "class");
  const libraryBases = [...bases.filter((base) => base.type !== "class" && !isInert(base)), ...projectBases.flatMap((base) => factsOf(base)?.libraryBases ?? [])];
  const isEnum = projectBases.some((base) => base.isEnum) || libraryBases.some((base) => base.type === "native_function" && enumBases.has(base.className ?? ""));
  const value: ClassValue = rt.regions.own({
    type: "class",
    name: node.name,
    module: frame.module.value.name,
    bases,
    attributes: scope.names,
    docstring: node.docstring,
    isDataclass: projectBases.some((base) => base.isDataclass),
    isEnum,
    span: node.span,
  });
  owner.class = value;
  const facts: ClassFacts = {
    qualifiedName,
    order: linearize(value, projectBases),
    libraryBases: [...new Set(libraryBases)],
    fields: fieldsOf(rt, node, inner),
    keywords: args.named,
    defLine: node.defLine,
    isDataclass: false,
  };
  setFacts(value, facts);
  if (isEnum) makeMembers(rt, value, node, libraryBases);
  for (const [name, attribute] of scope.names) {
    const hook = attribute.type === "instance" ? rt.findAttribute(attribute, "__set_name__") : undefined;
    if (hook?.type === "method") rt.context.call(hook, [value, { type: "str", value: name }]);
  }
  callInitSubclass(rt, value);
  return value;
}

function fieldsOf(rt: Runtime, node: ClassNode, frame: Frame): Field[] {
  const fields: Field[] = [];
  for (const statement of node.body) {
    if (statement.kind !== "annotated" || statement.target.kind !== "name") continue;
    const { annotation, target, span } = statement;
    const written = annotation.kind === "subscript" ? annotation.object : annotation;
    const isClassVar = (written.kind === "name" && written.id === "ClassVar") || (written.kind === "attribute" && written.name === "ClassVar");
    fields.push({ name: target.id, annotation: () => evaluateAnnotation(rt, annotation, frame), default: statement.value ? frame.scope.names.get(target.id) : undefined, isClassVar, span });
  }
  return fields;
}

function makeMembers(rt: Runtime, value: ClassValue, node: ClassNode, libraryBases: readonly Value[]): void {
  const isText = libraryBases.some((base) => base.type === "native_function" && (base.className === "enum.StrEnum" || base.className === "str"));
  const isScalar = libraryBases.some((base) => base.type === "native_function" && scalarBases.has(base.className ?? ""));
  let last = 0n;
  for (const statement of node.body) {
    if (statement.kind !== "assign") continue;
    for (const target of statement.targets) {
      if (target.kind !== "name" || /^_.*_$/.test(target.id)) continue;
      const given = value.attributes.get(target.id);
      if (!given || given.type === "function" || given.type === "native_function") continue;
      const isAuto = given.type === "native" && given.className === "enum.auto";
      const inner: Value = isAuto ? (isText ? { type: "str", value: target.id.toLowerCase(), span: statement.span } : int(last + 1n, statement.span)) : given;
      if (inner.type === "int") last = inner.value;
      const alias = [...value.attributes.values()].find((member) => member.type === "instance" && member.class === value && rt.isEqual(member.attributes.get("_value_") ?? inner, inner) === true && member.attributes.has("_name_"));
      value.attributes.set(target.id, alias ?? makeMember(rt, value, target.id, inner, isScalar, statement.span));
    }
  }
}

function makeMember(rt: Runtime, value: ClassValue, name: string, inner: Value, isScalar: boolean, span: ClassNode["span"]): InstanceValue {
  const attributes = new Map<string, Value>([["_name_", { type: "str", value: name }], ["_value_", inner], ["name", { type: "str", value: name, span }], ["value", inner]]);
  if (isScalar) attributes.set("_scalar_", inner);
  const member: InstanceValue = { type: "instance", class: value, attributes, span };
  const init = resolutionOrder(value).map((owner) => owner.attributes.get("__init__")).find(Boolean);
  if (init?.type === "function") rt.context.call(init, [member, ...(inner.type === "tuple" ? inner.items : tuple([inner]).items)]);
  return member;
}

function callInitSubclass(rt: Runtime, value: ClassValue): void {
  for (const base of resolutionOrder(value).slice(1)) {
    const hook = base.attributes.get("__init_subclass__");
    if (hook?.type !== "function") continue;
    rt.context.call(hook, [value], factsOf(value)?.keywords ?? new Map());
    return;
  }
}
