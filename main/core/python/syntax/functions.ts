/** Functions, lambdas, parameters and classes of the parser -> our nodes. Type parameters (`def f[T]`) are dropped. */
import { type Converter, type FunctionFacts, type Kid, kidsOf, partsOf, spanBetween, spanOf, textOf } from "./converter.ts";
import type { ArgumentNode, ClassNode, Expression, FunctionNode, ParameterNode, Statement } from "./nodes.ts";
import { cleanDocstring } from "./strings.ts";

/** The text of a body's docstring, cleaned; null without one. */
export function docstringOf(body: readonly Statement[]): string | null {
  const first = body[0];
  if (first?.kind !== "expression" || first.value.kind !== "constant" || first.value.value.type !== "str") return null;
  return cleanDocstring(first.value.value.value);
}

export function convertFunction(c: Converter, kid: Kid, decorators: readonly Expression[], whole: Kid): FunctionNode {
  const kids = kidsOf(kid);
  const name = kids.find((part) => part.type === "identifier" || part.type === "keyword_identifier");
  const parameters = kids.find((part) => part.type === "parameters");
  const arrow = kids.findIndex((part) => part.type === "->");
  const returns = arrow >= 0 ? kids[arrow + 1] : undefined;
  const facts: FunctionFacts = { isGenerator: false, globals: new Set(), nonlocals: new Set() };
  const converted = parameters ? convertParameters(c, parameters) : [];
  c.functions.push(facts);
  const body = c.block(kids.findLast((part) => part.type === "block"));
  c.functions.pop();
  return {
    name: name ? textOf(c, name) : "",
    parameters: converted,
    returns: returns ? c.expression(returns) : null,
    body,
    docstring: docstringOf(body),
    isAsync: kids[0]?.type === "async",
    isGenerator: facts.isGenerator,
    decorators,
    span: spanBetween(c, whole, kid),
    defLine: kid.node.startPosition.row + c.firstLine,
    globals: facts.globals,
    nonlocals: facts.nonlocals,
  };
}

export function convertLambda(c: Converter, kid: Kid): Expression {
  const kids = kidsOf(kid);
  const parameters = kids.find((part) => part.type === "lambda_parameters");
  const bodyKid = kids.at(-1);
  const span = spanOf(c, kid);
  const facts: FunctionFacts = { isGenerator: false, globals: new Set(), nonlocals: new Set() };
  const converted = parameters ? convertParameters(c, parameters) : [];
  c.functions.push(facts);
  const value: Expression = bodyKid ? c.expression(bodyKid) : { kind: "failed", reason: "could not be read", span };
  c.functions.pop();
  return {
    kind: "lambda",
    span,
    function: {
      name: "<lambda>", parameters: converted, returns: null, body: [{ kind: "return", value, span: value.span }], docstring: null, isAsync: false,
      isGenerator: facts.isGenerator, decorators: [], span, defLine: span.line, globals: facts.globals, nonlocals: facts.nonlocals,
    },
  };
}

type Kind = ParameterNode["kind"];

function convertParameters(c: Converter, list: Kid): ParameterNode[] {
  const parameters: ParameterNode[] = [];
  let kind: Kind = "positional_or_keyword";
  for (const part of partsOf(list)) {
    if (part.type === "positional_separator") {
      for (const [index, parameter] of parameters.entries()) parameters[index] = { ...parameter, kind: "positional_only" };
    } else if (part.type === "keyword_separator") kind = "keyword_only";
    else {
      const parameter = convertParameter(c, part, kind);
      if (parameter) parameters.push(parameter);
      if (parameter?.kind === "var_positional") kind = "keyword_only";
    }
  }
  return parameters;
}

function convertParameter(c: Converter, part: Kid, kind: Kind): ParameterNode | null {
  const span = spanOf(c, part);
  switch (part.type) {
    case "identifier":
    case "keyword_identifier":
      return { name: textOf(c, part), kind, annotation: null, default: null, span };
    case "list_splat_pattern":
      return { name: textOf(c, part).replace(/^\*\s*/, ""), kind: "var_positional", annotation: null, default: null, span };
    case "dictionary_splat_pattern":
      return { name: textOf(c, part).replace(/^\*\*\s*/, ""), kind: "var_keyword", annotation: null, default: null, span };
    case "typed_parameter": {
      const [inner, type] = partsOf(part);
      const plain = inner ? convertParameter(c, inner, kind) : null;
      return plain && { ...plain, annotation: type ? c.expression(type) : null, span };
    }
    case "default_parameter": {
      const [name, value] = partsOf(part);
      return name && value ? { name: textOf(c, name), kind, annotation: null, default: c.expression(value), span } : null;
    }
    case "typed_default_parameter": {
      const [name, type, value] = partsOf(part);
      return name && type && value ? { name: textOf(c, name), kind, annotation: c.expression(type), default: c.expression(value), span } : null;
    }
    default:
      return null;
  }
}

export function convertClass(c: Converter, kid: Kid, decorators: readonly Expression[], whole: Kid, bases: (list: Kid) => ArgumentNode[]): ClassNode {
  const kids = kidsOf(kid);
  const name = kids.find((part) => part.type === "identifier" || part.type === "keyword_identifier");
  const list = kids.find((part) => part.type === "argument_list");
  const body = c.block(kids.findLast((part) => part.type === "block"));
  return {
    kind: "class",
    name: name ? textOf(c, name) : "",
    bases: list ? bases(list) : [],
    body,
    docstring: docstringOf(body),
    decorators,
    span: spanBetween(c, whole, kid),
    defLine: kid.node.startPosition.row + c.firstLine,
  };
}
