/** What the interpreter knows of a class beyond its value: the order of its bases, its fields, its enum members. */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { ClassValue, Value } from "../values.ts";

export interface Field { readonly name: string; readonly annotation: () => Value; readonly default: Value | undefined; readonly isClassVar: boolean; readonly isKeywordOnly?: boolean; readonly span: SourceSpan }

export interface ClassFacts {
  readonly qualifiedName: string;
  /** Classes of the project in order of resolution, itself first. */
  readonly order: readonly ClassValue[];
  /** Bases that are not of the project, in order of resolution. */
  readonly libraryBases: readonly Value[];
  /** Annotated names of its own body, in order. */
  fields: Field[];
  /** Keyword arguments in its header: `metaclass=`, `frozen=`. */
  readonly keywords: ReadonlyMap<string, Value>;
  readonly defLine: number;
  isDataclass: boolean;
}

const facts = new WeakMap<ClassValue, ClassFacts>();

export function setFacts(value: ClassValue, made: ClassFacts): void {
  facts.set(value, made);
}

export function factsOf(value: ClassValue): ClassFacts | undefined {
  return facts.get(value);
}

/** The class and its bases of the project, in the order in which attributes are looked up. */
export function resolutionOrder(value: ClassValue): readonly ClassValue[] {
  return facts.get(value)?.order ?? [value];
}

/** C3 linearisation; falls back to depth first where the bases contradict each other. */
export function linearize(value: ClassValue, bases: readonly ClassValue[]): ClassValue[] {
  const lists = [...bases.map((base) => [...resolutionOrder(base)]), [...bases]];
  const order: ClassValue[] = [value];
  while (lists.some((list) => list.length > 0)) {
    const heads = lists.filter((list) => list.length > 0).map((list) => list[0]);
    const next = heads.find((head) => !lists.some((list) => head !== undefined && list.indexOf(head) > 0)) ?? heads[0];
    if (next === undefined) break;
    if (!order.includes(next)) order.push(next);
    for (const list of lists) {
      const at = list.indexOf(next);
      if (at >= 0) list.splice(at, 1);
    }
  }
  return order;
}

/** Fields of a dataclass or model, of its bases first; a later one of the same name takes the place of the earlier. */
export function allFields(value: ClassValue): Field[] {
  const byName = new Map<string, Field>();
  for (const owner of resolutionOrder(value).toReversed()) for (const field of facts.get(owner)?.fields ?? []) byName.set(field.name, field);
  return [...byName.values()].filter((field) => !field.isClassVar);
}

export function enumMembers(value: ClassValue): Value[] {
  const members = [...value.attributes.values()].filter((member) => member.type === "instance" && member.class === value && member.attributes.has("_name_"));
  return [...new Set(members)];
}

/** Class names of libraries among the bases: natives by their `className`, externals by their qualified name. */
export function libraryBaseNames(value: ClassValue): string[] {
  return (facts.get(value)?.libraryBases ?? []).flatMap((base) =>
    base.type === "native_function" ? [base.className ?? base.name] : base.type === "external" ? [base.qualifiedName] : base.type === "native" ? [base.className] : [],
  );
}
