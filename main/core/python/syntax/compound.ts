/** Compound statements of the parser (if, for, while, try, with, match, def, class) -> our nodes. */
import { type Converter, type Kid, kidsOf, partsOf, spanOf, textOf } from "./converter.ts";
import { convertArguments } from "./expressions.ts";
import { convertClass, convertFunction } from "./functions.ts";
import type { CaseNode, Expression, HandlerNode, Statement } from "./nodes.ts";
import { convertCasePatterns } from "./patterns.ts";

/** Empty for what is no statement (an ERROR node, a stray token). */
export function convertCompound(c: Converter, kid: Kid): Statement[] {
  switch (kid.type) {
    case "if_statement":
      return [convertIf(c, kid)];
    case "for_statement":
      return convertFor(c, kid);
    case "while_statement":
      return convertWhile(c, kid);
    case "try_statement":
      return [convertTry(c, kid)];
    case "with_statement":
      return [convertWith(c, kid)];
    case "match_statement":
      return convertMatch(c, kid);
    case "function_definition":
      return [{ kind: "function", function: convertFunction(c, kid, [], kid), span: spanOf(c, kid) }];
    case "class_definition":
      return [convertClass(c, kid, [], kid, (list) => convertArguments(c, list))];
    case "decorated_definition":
      return convertDecorated(c, kid);
    default:
      return [];
  }
}

function convertIf(c: Converter, kid: Kid): Statement {
  const kids = kidsOf(kid);
  const branches = [convertBranch(c, kids)];
  let otherwise: Statement[] = [];
  for (const part of kids) {
    if (part.type === "elif_clause") branches.push(convertBranch(c, kidsOf(part)));
    if (part.type === "else_clause") otherwise = blockIn(c, part);
  }
  return { kind: "if", branches, otherwise, span: spanOf(c, kid) };
}

function convertBranch(c: Converter, kids: readonly Kid[]): { test: Expression; body: Statement[] } {
  const test = kids[1];
  const body = kids.find((part) => part.type === "block");
  return { test: test ? c.expression(test) : { kind: "failed", reason: "could not be read", span: { file: c.file, line: 1 } }, body: c.block(body) };
}

function blockIn(c: Converter, kid: Kid | undefined): Statement[] {
  return kid ? c.block(kidsOf(kid).find((part) => part.type === "block")) : [];
}

function elseOf(c: Converter, kids: readonly Kid[]): Statement[] {
  return blockIn(c, kids.find((part) => part.type === "else_clause"));
}

function convertFor(c: Converter, kid: Kid): Statement[] {
  const kids = kidsOf(kid).filter((part) => part.type !== "async");
  const [, target, , iterable] = kids;
  if (!target || !iterable) return [];
  const body = c.block(kids.find((part) => part.type === "block"));
  return [{ kind: "for", target: c.expression(target), iterable: c.expression(iterable), body, otherwise: elseOf(c, kids), span: spanOf(c, kid) }];
}

function convertWhile(c: Converter, kid: Kid): Statement[] {
  const kids = kidsOf(kid);
  const test = kids[1];
  if (!test) return [];
  return [{ kind: "while", test: c.expression(test), body: c.block(kids.find((part) => part.type === "block")), otherwise: elseOf(c, kids), span: spanOf(c, kid) }];
}

function convertTry(c: Converter, kid: Kid): Statement {
  const kids = kidsOf(kid);
  const handlers = kids.filter((part) => part.type === "except_clause" || part.type === "except_group_clause").map((part) => convertHandler(c, part));
  return {
    kind: "try",
    body: c.block(kids.find((part) => part.type === "block")),
    handlers,
    otherwise: elseOf(c, kids),
    finalizer: blockIn(c, kids.find((part) => part.type === "finally_clause")),
    span: spanOf(c, kid),
  };
}

function convertHandler(c: Converter, kid: Kid): HandlerNode {
  const kids = kidsOf(kid);
  const body = c.block(kids.find((part) => part.type === "block"));
  const parts = kids.filter((part) => !["except", "except*", "*", ":", ",", "as", "block"].includes(part.type));
  const hasAlias = kids.some((part) => part.type === "as");
  const first = parts[0];
  if (!first) return { type: null, name: null, body };
  if (first.type === "as_pattern") {
    const [type, , alias] = kidsOf(first);
    return { type: type ? c.expression(type) : null, name: alias ? textOf(c, alias) : null, body };
  }
  const alias = hasAlias ? parts[1] : undefined;
  const types = (hasAlias ? parts.slice(0, 1) : parts).map((part) => c.expression(part));
  const type: Expression | null = types.length > 1 ? { kind: "tuple", items: types, span: spanOf(c, first) } : (types[0] ?? null);
  return { type, name: alias ? textOf(c, alias) : null, body };
}

function convertWith(c: Converter, kid: Kid): Statement {
  const kids = kidsOf(kid);
  const items: { value: Expression; target: Expression | null }[] = [];
  const clause = kids.find((part) => part.type === "with_clause");
  for (const item of clause ? kidsOf(clause).filter((part) => part.type === "with_item") : []) {
    const value = kidsOf(item)[0];
    if (value?.type === "as_pattern") {
      const [expression, , target] = kidsOf(value);
      if (expression) items.push({ value: c.expression(expression), target: target ? c.expression(target) : null });
    } else if (value) items.push({ value: c.expression(value), target: null });
  }
  return { kind: "with", items, body: c.block(kids.find((part) => part.type === "block")), span: spanOf(c, kid) };
}

function convertMatch(c: Converter, kid: Kid): Statement[] {
  const kids = kidsOf(kid);
  const subject = kids[1];
  const body = kids.find((part) => part.type === "block");
  if (!subject || !body) return [];
  const cases = kidsOf(body).filter((part) => part.type === "case_clause").map((part): CaseNode => {
    const pieces = kidsOf(part);
    const guard = pieces.find((piece) => piece.type === "if_clause");
    const guardTest = guard ? kidsOf(guard).at(-1) : undefined;
    const hasComma = pieces.some((piece) => piece.type === ",");
    return {
      pattern: convertCasePatterns(c, pieces.filter((piece) => piece.type === "case_pattern"), hasComma),
      guard: guardTest ? c.expression(guardTest) : null,
      body: c.block(pieces.find((piece) => piece.type === "block")),
    };
  });
  return [{ kind: "match", subject: c.expression(subject), cases, span: spanOf(c, kid) }];
}

function convertDecorated(c: Converter, kid: Kid): Statement[] {
  const kids = kidsOf(kid);
  const decorators: Expression[] = [];
  for (const part of kids) {
    if (part.type !== "decorator") continue;
    const value = partsOf(part).find((piece) => piece.type !== "@");
    if (value) decorators.push(c.expression(value));
  }
  const definition = kids.at(-1);
  if (definition?.type === "function_definition") return [{ kind: "function", function: convertFunction(c, definition, decorators, kid), span: spanOf(c, kid) }];
  if (definition?.type === "class_definition") return [convertClass(c, definition, decorators, kid, (list) => convertArguments(c, list))];
  return [];
}
