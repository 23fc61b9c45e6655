/**
 * Simple statements and imports of the parser -> our nodes. Python 2's `print x` and `exec` are read as calls. ERROR nodes give
 * nothing here: recover.ts has already tried to read around them.
 */
import { convertCompound } from "./compound.ts";
import { type Converter, type Kid, kidsOf, partsOf, spanOf, textOf } from "./converter.ts";
import type { Expression, Statement } from "./nodes.ts";

type Reader = (c: Converter, kid: Kid) => Statement[];

const readers: Readonly<Record<string, Reader>> = {
  expression_statement: convertExpressionStatement,
  import_statement: (c, kid) => [{ kind: "import", names: importedNames(c, kid).map(({ name, alias }) => ({ path: name, alias })), span: spanOf(c, kid) }],
  import_from_statement: convertImportFrom,
  future_import_statement: () => [],
  return_statement: (c, kid) => {
    const value = kidsOf(kid)[1];
    return [{ kind: "return", value: value ? c.expression(value) : null, span: spanOf(c, kid) }];
  },
  raise_statement: (c, kid) => {
    const value = kidsOf(kid)[1];
    return [{ kind: "raise", value: value && value.type !== "from" ? c.expression(value) : null, span: spanOf(c, kid) }];
  },
  delete_statement: (c, kid) => {
    const target = kidsOf(kid)[1];
    const converted = target ? c.expression(target) : undefined;
    if (!converted) return [];
    return [{ kind: "delete", targets: converted.kind === "tuple" || converted.kind === "list" ? converted.items : [converted], span: spanOf(c, kid) }];
  },
  pass_statement: (c, kid) => [{ kind: "pass", span: spanOf(c, kid) }],
  break_statement: (c, kid) => [{ kind: "break", span: spanOf(c, kid) }],
  continue_statement: (c, kid) => [{ kind: "continue", span: spanOf(c, kid) }],
  assert_statement: (c, kid) => {
    const test = kidsOf(kid)[1];
    return test ? [{ kind: "assert", test: c.expression(test), span: spanOf(c, kid) }] : [];
  },
  global_statement: (c, kid) => declareNames(c, kid, "globals"),
  nonlocal_statement: (c, kid) => declareNames(c, kid, "nonlocals"),
  print_statement: () => [],
  exec_statement: () => [],
  type_alias_statement: (c, kid) => {
    const [left, right] = partsOf(kid).filter((part) => part.type === "type" && part.node.isNamed);
    if (!left || !right) return [];
    const target = c.expression(left);
    if (/^type\s*\(/.test(textOf(c, kid))) return [{ kind: "assign", targets: [callOfType(target)], value: c.expression(right), span: spanOf(c, kid) }];
    const name = target.kind === "subscript" ? target.object : target;
    return [{ kind: "assign", targets: [name], value: c.expression(right), span: spanOf(c, kid) }];
  },
};

/** `type(x).y = z` looks like a type alias to the grammar. */
function callOfType(target: Expression): Expression {
  if (target.kind === "attribute" || target.kind === "subscript") return { ...target, object: callOfType(target.object) };
  const { span } = target;
  return { kind: "call", callee: { kind: "name", id: "type", span }, arguments: [{ kind: "positional", name: "", value: target, span }], span };
}

/** One parser node may hold several statements' worth, or none. */
export function convertStatement(c: Converter, kid: Kid): Statement[] {
  const reader = Object.hasOwn(readers, kid.type) ? readers[kid.type] : undefined;
  if (reader) return reader(c, kid);
  return convertCompound(c, kid);
}

function convertExpressionStatement(c: Converter, kid: Kid): Statement[] {
  const parts = kidsOf(kid).filter((part) => part.type !== "ERROR");
  const first = parts[0];
  if (!first) return [];
  const span = spanOf(c, kid);
  if (first.type === "assignment") return convertAssignment(c, first);
  if (first.type === "augmented_assignment") return convertAugmented(c, first);
  if (parts.length === 1) return [{ kind: "expression", value: c.expression(first), span }];
  const items = parts.filter((part) => part.type !== ",").map((part) => c.expression(part));
  return [{ kind: "expression", value: { kind: "tuple", items, span }, span }];
}

function convertAssignment(c: Converter, kid: Kid): Statement[] {
  const targets: Expression[] = [];
  const span = spanOf(c, kid);
  let current = kid;
  while (true) {
    const kids = kidsOf(current);
    const target = kids[0];
    const equals = kids.findIndex((part) => part.type === "=");
    const right = equals >= 0 ? kids[equals + 1] : undefined;
    const annotation = kids[1]?.type === ":" ? kids[2] : undefined;
    if (!target) return [];
    if (annotation) {
      return [{ kind: "annotated", target: c.expression(target), annotation: c.expression(annotation), value: right ? c.expression(right) : null, span }];
    }
    targets.push(c.expression(target));
    if (!right) return [];
    if (right.type !== "assignment") return [{ kind: "assign", targets, value: c.expression(right), span }];
    current = right;
  }
}

function convertAugmented(c: Converter, kid: Kid): Statement[] {
  const [target, operator, value] = kidsOf(kid);
  if (!target || !operator || !value) return [];
  return [{ kind: "augmented", target: c.expression(target), operator: operator.type.slice(0, -1), value: c.expression(value), span: spanOf(c, kid) }];
}

function importedNames(c: Converter, kid: Kid): { name: string; alias: string | null }[] {
  const kids = kidsOf(kid);
  const after = kids.findIndex((part) => part.type === "import") + 1;
  const names: { name: string; alias: string | null }[] = [];
  for (const part of kids.slice(after)) {
    if (part.type === "dotted_name") names.push({ name: dotted(c, part), alias: null });
    if (part.type !== "aliased_import") continue;
    const [name, alias] = kidsOf(part).filter((piece) => piece.type !== "as");
    if (name && alias) names.push({ name: dotted(c, name), alias: textOf(c, alias) });
  }
  return names;
}

function dotted(c: Converter, kid: Kid): string {
  return textOf(c, kid).replaceAll(/[\s\\]+/g, "");
}

function convertImportFrom(c: Converter, kid: Kid): Statement[] {
  const source = kidsOf(kid)[1];
  if (!source) return [];
  const path = dotted(c, source);
  const module = path.replace(/^\.+/, "");
  const isStar = kidsOf(kid).some((part) => part.type === "wildcard_import");
  return [{ kind: "import_from", level: path.length - module.length, module, names: importedNames(c, kid), isStar, span: spanOf(c, kid) }];
}

function declareNames(c: Converter, kid: Kid, kind: "globals" | "nonlocals"): Statement[] {
  const facts = c.functions.at(-1);
  for (const part of kidsOf(kid)) if (part.type === "identifier") facts?.[kind].add(textOf(c, part));
  return [];
}
