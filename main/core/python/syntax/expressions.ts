/**
 * Expressions of the parser -> our nodes. One function a form, chosen by the parser's node type in a table; forms that nest to the
 * left without end (`a + b + c`, `a and b and c`) become flat. What cannot be read becomes a `failed` node with its reason.
 */
import type { Value } from "../values.ts";
import { type Converter, type Kid, kidsOf, partsOf, spanOf, textOf } from "./converter.ts";
import { convertLambda } from "./functions.ts";
import type { ArgumentNode, BinaryNode, ComprehensionClause, Expression } from "./nodes.ts";
import { convertString } from "./strings.ts";

type Reader = (c: Converter, kid: Kid) => Expression;

const readers: Readonly<Record<string, Reader>> = {
  identifier: (c, kid) => ({ kind: "name", id: textOf(c, kid), span: spanOf(c, kid) }),
  keyword_identifier: (c, kid) => ({ kind: "name", id: textOf(c, kid), span: spanOf(c, kid) }),
  dotted_name: convertDottedName,
  string: convertString,
  concatenated_string: convertString,
  integer: convertInteger,
  float: convertFloat,
  true: (c, kid) => constant(c, kid, { type: "bool", value: true, span: spanOf(c, kid) }),
  false: (c, kid) => constant(c, kid, { type: "bool", value: false, span: spanOf(c, kid) }),
  none: (c, kid) => constant(c, kid, { type: "none", span: spanOf(c, kid) }),
  ellipsis: (c, kid) =>
    c.cuts.has(kid.node.startIndex) ? failed(c, kid, "is nested too deeply or too long to be read") : { kind: "name", id: "Ellipsis", span: spanOf(c, kid) },
  list: convertSequence("list"), list_pattern: convertSequence("list"),
  tuple: convertSequence("tuple"), tuple_pattern: convertSequence("tuple"), expression_list: convertSequence("tuple"), pattern_list: convertSequence("tuple"),
  set: convertSequence("set"),
  dictionary: convertDict,
  list_splat: convertStarred, list_splat_pattern: convertStarred,
  parenthesized_expression: (c, kid) => convertInner(c, kid),
  attribute: convertAttribute,
  subscript: convertSubscript,
  slice: convertSlice,
  call: convertCall,
  unary_operator: (c, kid) => {
    const [operator, operand] = kidsOf(kid);
    const sign = operator?.type;
    if (!operand || (sign !== "-" && sign !== "+" && sign !== "~")) return failed(c, kid, "could not be read");
    const value = c.expression(operand);
    if (sign === "-" && value.kind === "constant" && (value.value.type === "int" || value.value.type === "float")) return constant(c, kid, negated(value.value, spanOf(c, kid)));
    return { kind: "unary", operator: sign, operand: value, span: spanOf(c, kid) };
  },
  not_operator: (c, kid) => ({ kind: "unary", operator: "not", operand: convertLast(c, kid), span: spanOf(c, kid) }),
  binary_operator: convertBinary,
  boolean_operator: convertBoolean,
  comparison_operator: convertCompare,
  conditional_expression: (c, kid) => {
    const [then, test, otherwise] = kidsOf(kid).filter((part) => part.type !== "if" && part.type !== "else");
    if (!then || !test || !otherwise) return failed(c, kid, "could not be read");
    return { kind: "conditional", test: c.expression(test), whenTrue: c.expression(then), otherwise: c.expression(otherwise), span: spanOf(c, kid) };
  },
  lambda: convertLambda,
  list_comprehension: convertComprehension("list"),
  set_comprehension: convertComprehension("set"),
  dictionary_comprehension: convertComprehension("dict"),
  generator_expression: convertComprehension("generator"),
  named_expression: (c, kid) => {
    const [name, value] = kidsOf(kid).filter((part) => part.type !== ":=");
    if (!name || !value) return failed(c, kid, "could not be read");
    return { kind: "walrus", name: textOf(c, name), value: c.expression(value), span: spanOf(c, kid) };
  },
  await: (c, kid) => ({ kind: "await", value: convertLast(c, kid), span: spanOf(c, kid) }),
  yield: (c, kid) => {
    const facts = c.functions.at(-1);
    if (facts) facts.isGenerator = true;
    const parts = kidsOf(kid).slice(1);
    const value = parts.at(-1);
    return { kind: "yield", value: value ? c.expression(value) : null, isFrom: parts[0]?.type === "from", span: spanOf(c, kid) };
  },
  as_pattern: (c, kid) => convertInner(c, kid),
  type: (c, kid) => convertInner(c, kid),
  as_pattern_target: (c, kid) => convertInner(c, kid),
  generic_type: convertGenericType,
  union_type: (c, kid) => {
    const [left, right] = partsOf(kid).filter((part) => part.type !== "|");
    if (!left || !right) return failed(c, kid, "could not be read");
    return { kind: "binary", first: c.expression(left), rest: [{ operator: "|", operand: c.expression(right) }], span: spanOf(c, kid) };
  },
  member_type: (c, kid) => {
    const parts = partsOf(kid).filter((part) => part.type !== ".");
    const [object, name] = parts;
    return object && name ? { kind: "attribute", object: c.expression(object), name: textOf(c, name), span: spanOf(c, kid) } : failed(c, kid, "could not be read");
  },
};

/** Any expression. Too deep or not understood: a `failed` node. */
export function convertExpression(c: Converter, kid: Kid): Expression {
  const reader = Object.hasOwn(readers, kid.type) ? readers[kid.type] : undefined;
  if (!reader) return failed(c, kid, kid.node.isError ? "has a syntax error" : "is syntax that is not understood");
  return outermostStar(reader(c, kid));
}

/** The grammar may bind the star of `[*f(x)]` to `f` alone; Python binds it to the whole. */
function outermostStar(node: Expression): Expression {
  const { span } = node;
  switch (node.kind) {
    case "call":
      return node.callee.kind === "starred" ? { kind: "starred", value: { ...node, callee: node.callee.value }, span } : node;
    case "attribute":
    case "subscript":
      return node.object.kind === "starred" ? { kind: "starred", value: { ...node, object: node.object.value }, span } : node;
    case "binary":
      return node.first.kind === "starred" ? { kind: "starred", value: { ...node, first: node.first.value }, span } : node;
    case "boolean": {
      const [first, ...others] = node.operands;
      return first?.kind === "starred" ? { kind: "starred", value: { ...node, operands: [first.value, ...others] }, span } : node;
    }
    case "conditional":
      return node.whenTrue.kind === "starred" ? { kind: "starred", value: { ...node, whenTrue: node.whenTrue.value }, span } : node;
    default:
      return node;
  }
}

export function failed(c: Converter, kid: Kid, reason: string): Expression {
  return { kind: "failed", reason, span: spanOf(c, kid) };
}

function constant(c: Converter, kid: Kid, value: Value): Expression {
  return { kind: "constant", value, span: value.span ?? spanOf(c, kid) };
}

function negated(value: Value & { type: "int" | "float" }, span: ReturnType<typeof spanOf>): Value {
  return value.type === "int" ? { type: "int", value: -value.value, span } : { type: "float", value: -value.value, span };
}

function convertInner(c: Converter, kid: Kid): Expression {
  const inner = partsOf(kid)[0];
  return inner ? c.expression(inner) : failed(c, kid, "could not be read");
}

function convertLast(c: Converter, kid: Kid): Expression {
  const last = kidsOf(kid).at(-1);
  return last ? c.expression(last) : failed(c, kid, "could not be read");
}

function convertDottedName(c: Converter, kid: Kid): Expression {
  const span = spanOf(c, kid);
  const [first = "", ...rest] = textOf(c, kid).split(".").map((name) => name.trim());
  return rest.reduce<Expression>((object, name) => ({ kind: "attribute", object, name, span }), { kind: "name", id: first, span });
}

function convertInteger(c: Converter, kid: Kid): Expression {
  const text = textOf(c, kid).replaceAll("_", "").replace(/[lL]$/, "");
  if (/j$/i.test(text) || text.length > 4300) return failed(c, kid, "is a number that is not supported");
  const digits = /^0\d/.test(text) ? `0o${text}` : text;
  try {
    return constant(c, kid, { type: "int", value: BigInt(digits), span: spanOf(c, kid) });
  } catch {
    return failed(c, kid, "is not a number");
  }
}

function convertFloat(c: Converter, kid: Kid): Expression {
  const text = textOf(c, kid).replaceAll("_", "");
  if (/j$/i.test(text)) return failed(c, kid, "is a number that is not supported");
  return constant(c, kid, { type: "float", value: Number(text), span: spanOf(c, kid) });
}

function convertSequence(kind: "list" | "tuple" | "set"): Reader {
  return (c, kid) => ({ kind, items: partsOf(kid).map((part) => c.expression(part)), span: spanOf(c, kid) });
}

function convertStarred(c: Converter, kid: Kid): Expression {
  return { kind: "starred", value: convertLast(c, kid), span: spanOf(c, kid) };
}

function convertDict(c: Converter, kid: Kid): Expression {
  const entries: { key: Expression | null; value: Expression }[] = [];
  for (const part of partsOf(kid)) {
    if (part.type === "dictionary_splat") entries.push({ key: null, value: convertLast(c, part) });
    if (part.type !== "pair") continue;
    const [key, value] = partsOf(part);
    if (key && value) entries.push({ key: c.expression(key), value: c.expression(value) });
  }
  return { kind: "dict", entries, span: spanOf(c, kid) };
}

function convertAttribute(c: Converter, kid: Kid): Expression {
  const kids = kidsOf(kid);
  const object = kids[0];
  const name = kids.at(-1);
  if (!object || !name || name.first === 46) return failed(c, kid, "could not be read");
  return { kind: "attribute", object: c.expression(object), name: textOf(c, name), span: spanOf(c, kid) };
}

function convertSubscript(c: Converter, kid: Kid): Expression {
  const [object, ...rest] = kidsOf(kid);
  const indexes = rest.filter((part) => part.type !== "[" && part.type !== "]" && part.type !== ",");
  const first = indexes[0];
  if (!object || !first) return failed(c, kid, "could not be read");
  const isTuple = indexes.length > 1 || rest.some((part) => part.type === ",");
  const index: Expression = isTuple ? { kind: "tuple", items: indexes.map((part) => c.expression(part)), span: spanOf(c, first) } : c.expression(first);
  return { kind: "subscript", object: c.expression(object), index, span: spanOf(c, kid) };
}

/** `Sequence[str]` where the grammar sees a type rather than an expression. */
function convertGenericType(c: Converter, kid: Kid): Expression {
  const [object, parameters] = kidsOf(kid);
  if (!object || !parameters) return failed(c, kid, "could not be read");
  const items = partsOf(parameters).map((part) => c.expression(part));
  const only = items.length === 1 ? items[0] : undefined;
  return { kind: "subscript", object: c.expression(object), index: only ?? { kind: "tuple", items, span: spanOf(c, parameters) }, span: spanOf(c, kid) };
}

function convertSlice(c: Converter, kid: Kid): Expression {
  const bounds: (Expression | null)[] = [null, null, null];
  let position = 0;
  for (const part of kidsOf(kid)) {
    if (part.type === ":") position += 1;
    else bounds[position] = c.expression(part);
  }
  return { kind: "slice", lower: bounds[0] ?? null, upper: bounds[1] ?? null, step: bounds[2] ?? null, span: spanOf(c, kid) };
}

function convertCall(c: Converter, kid: Kid): Expression {
  const [callee, list] = kidsOf(kid);
  if (!callee || !list) return failed(c, kid, "could not be read");
  const span = spanOf(c, kid);
  if (list.type === "generator_expression") {
    const value = c.expression(list);
    return { kind: "call", callee: c.expression(callee), arguments: [{ kind: "positional", name: "", value, span: value.span }], span };
  }
  return { kind: "call", callee: c.expression(callee), arguments: convertArguments(c, list), span };
}

export function convertArguments(c: Converter, list: Kid): ArgumentNode[] {
  return partsOf(list).map((part): ArgumentNode => {
    const span = spanOf(c, part);
    if (part.type === "keyword_argument") {
      const [name, value] = kidsOf(part).filter((piece) => piece.first !== 61);
      return { kind: "named", name: name ? textOf(c, name) : "", value: value ? c.expression(value) : failed(c, part, "could not be read"), span };
    }
    if (part.type === "dictionary_splat" || part.type === "dictionary_splat_pattern") return { kind: "double_star", name: "", value: convertLast(c, part), span };
    if (part.type === "list_splat" || part.type === "list_splat_pattern") return { kind: "star", name: "", value: convertLast(c, part), span };
    const value = c.expression(part);
    if (value.kind === "starred") return { kind: "star", name: "", value: value.value, span };
    return { kind: "positional", name: "", value, span };
  });
}

function convertBinary(c: Converter, kid: Kid): Expression {
  const rest: BinaryNode["rest"][number][] = [];
  let current = kid;
  while (current.type === "binary_operator") {
    const kids = kidsOf(current);
    const [left, operator, right] = kids;
    if (!left || !operator || !right) return failed(c, kid, "could not be read");
    rest.push({ operator: operator.type, operand: c.expression(right) });
    current = left;
  }
  return { kind: "binary", first: c.expression(current), rest: rest.toReversed(), span: spanOf(c, kid) };
}

function convertBoolean(c: Converter, kid: Kid): Expression {
  const operator = kidsOf(kid)[1]?.type === "and" ? "and" : "or";
  const operands: Expression[] = [];
  let current = kid;
  while (current.type === "boolean_operator") {
    const [left, sign, right] = kidsOf(current);
    if (!left || !sign || !right || sign.type !== operator) break;
    operands.push(c.expression(right));
    current = left;
  }
  operands.push(c.expression(current));
  return { kind: "boolean", operator, operands: operands.toReversed(), span: spanOf(c, kid) };
}

function convertCompare(c: Converter, kid: Kid): Expression {
  const [first, ...pairs] = kidsOf(kid);
  if (!first) return failed(c, kid, "could not be read");
  const rest: { operator: string; operand: Expression }[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const operator = pairs[index];
    const operand = pairs[index + 1];
    if (operator && operand) rest.push({ operator: operator.type, operand: c.expression(operand) });
  }
  return { kind: "compare", first: c.expression(first), rest, span: spanOf(c, kid) };
}

function convertComprehension(form: "list" | "set" | "dict" | "generator"): Reader {
  return (c, kid) => {
    const parts = partsOf(kid);
    const body = parts[0];
    if (!body) return failed(c, kid, "could not be read");
    const clauses: ComprehensionClause[] = [];
    for (const part of parts.slice(1)) {
      const pieces = kidsOf(part);
      if (part.type === "if_clause") {
        const test = pieces.at(-1);
        if (test) clauses.push({ kind: "if", test: c.expression(test) });
      } else if (part.type === "for_in_clause") {
        const [target, iterable] = pieces.filter((piece) => !["async", "for", "in", ","].includes(piece.type));
        if (target && iterable) clauses.push({ kind: "for", target: c.expression(target), iterable: c.expression(iterable) });
      }
    }
    const span = spanOf(c, kid);
    if (form !== "dict") return { kind: "comprehension", form, key: null, element: c.expression(body), clauses, span };
    const [key, value] = partsOf(body);
    if (!key || !value) return failed(c, kid, "could not be read");
    return { kind: "comprehension", form, key: c.expression(key), element: c.expression(value), clauses, span };
  };
}
