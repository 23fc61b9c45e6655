/**
 * An expression -> the columns of tables that its value comes from: every column it names, those of subqueries inside it, and those
 * that its window orders and partitions by. Conditions of FROM, WHERE and GROUP BY are not part of it (as in sqlglot's lineage).
 * A name that nothing offers is told to `onUnknown`, never guessed.
 */
import { type Relation, type Scope, type Sources, findColumn, joinSources, noSources, sourcesIn, wholeOf } from "./relation.ts";
import { child, children, identifier, identifiers, isNode, isQuery, type SqlNode } from "./syntax.ts";

export interface ExpressionContext {
  /** Sources of all columns of a query inside the expression. */
  readonly query: (node: SqlNode, scope: Scope) => Sources;
  /** Why the name stands for nothing. */
  readonly onUnknown: (name: string, reason: string) => void;
}

const noNames: ReadonlySet<string> = new Set();

/** Units stand where columns may stand; no engine reads a column there. */
const dateFunctions = /date|time|trunc|extract|last_day|next_day|^age$|_diff|_add|_sub/i;
const dateParts = /^(nano|micro|milli)?seconds?$|^(minute|hour|day|week|month|quarter|year|isoweek|isoyear|dayofweek|dayofyear|decade|century|epoch|dow|doy|date|time|yyyy|yy|mm|dd|hh|mi|ss|ms|us|ns|qtr)s?$/i;

export function expressionSources(expression: unknown, scope: Scope, context: ExpressionContext): Sources {
  const found: Sources[] = [];
  visit(expression, noNames);
  return joinSources(found);

  function visit(value: unknown, bound: ReadonlySet<string>): void {
    if (Array.isArray(value)) return value.forEach((one) => visit(one, bound));
    if (!isNode(value)) return;
    if (isQuery(value)) return void found.push(context.query(value, scope));
    const column = child(value, "column");
    if (column && "name" in column) return void visitColumn(column, bound);
    const dot = child(value, "dot");
    if (dot && visitPath(dot)) return;
    const lambda = child(value, "lambda");
    if (lambda) return visit(lambda["body"], new Set([...bound, ...identifiers(lambda["parameters"]).map((name) => name.toLowerCase())]));
    const called = child(value, "function");
    if (called && Array.isArray(called["args"]) && dateFunctions.test(identifier(called["name"]) ?? "")) {
      return called["args"].forEach((argument) => {
        if (!isDatePart(argument)) visit(argument, bound);
      });
    }
    const star = child(value, "star");
    if (star) return visitStar(star);
    const window = identifier(value["window_name"]);
    if (window !== null) visit(scope.windows.get(window.toLowerCase()), bound);
    for (const member in value) if (member !== "span") visit(value[member], bound);
  }

  function visitColumn(column: SqlNode, bound: ReadonlySet<string>): void {
    const name = identifier(column["name"]);
    const qualifier = identifier(column["table"]);
    if (name === null || bound.has((qualifier ?? name).toLowerCase())) return;
    found.push(resolveName(name, qualifier, scope, context));
  }

  /** `schema.table.column` and `table.column.field` look alike; true where the first is meant. */
  function visitPath(dot: SqlNode): boolean {
    const held = child(dot, "this");
    const column = held && child(held, "column");
    const name = column && identifier(column["name"]);
    const qualifier = column && identifier(column["table"]);
    const field = identifier(dot["field"]);
    if (!name || !qualifier || field === null) return false;
    const relation = scope.relations.find((one) => one.path.at(-1) === name.toLowerCase() && one.path.at(-2) === qualifier.toLowerCase());
    const sources = relation && sourcesIn(relation, field);
    if (sources) found.push(sources);
    return sources !== undefined && sources !== null;
  }

  /** `count(t.*)` rests on the table, not on a column of it. */
  function visitStar(star: SqlNode): void {
    for (const replaced of children(star, "replace")) visit(replaced, noNames);
  }
}

function isDatePart(argument: unknown): boolean {
  const column = isNode(argument) ? child(argument, "column") : null;
  return column !== null && identifier(column["table"]) === null && dateParts.test(identifier(column["name"]) ?? "");
}

/** `name`, or `qualifier.name`, as seen from the scope: inner scopes hide outer ones. */
export function resolveName(name: string, qualifier: string | null, scope: Scope, context: ExpressionContext): Sources {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const found = qualifier === null ? unqualified(name, at, context) : qualified(name, qualifier, at);
    if (found) return found;
  }
  // What looks like a table may be a column that holds a struct.
  if (qualifier !== null) {
    for (let at: Scope | null = scope; at; at = at.parent) {
      const found = listed(qualifier, at) ?? passedOn(qualifier, at);
      if (found) return found;
    }
  }
  // Where only one table is read, a column that its schema lacks is still one of it: shown as missing there.
  const only = scope.relations.length === 1 ? scope.relations[0]! : null;
  const missing = qualifier === null && only && only.path.length > 0 ? only.other?.(name) : null;
  if (missing) return missing;
  context.onUnknown(qualifier === null ? name : `${qualifier}.${name}`, "no table that the query reads has such a column");
  return noSources;
}

function qualified(name: string, qualifier: string, scope: Scope): Sources | null {
  const folded = qualifier.toLowerCase();
  const relation = scope.relations.find((one) => one.alias === folded);
  return relation ? sourcesIn(relation, name) : null;
}

function unqualified(name: string, scope: Scope, context: ExpressionContext): Sources | null {
  const found = listed(name, scope);
  if (found) return found;
  const holding = scope.relations.filter((relation) => findColumn(relation, name));
  if (holding.length > 1) {
    context.onUnknown(name, `it may be a column of ${holding.map((relation) => relation.alias ?? relation.path.join(".")).join(" or ")}`);
    return noSources;
  }
  const alias = scope.aliases.get(name.toLowerCase());
  if (alias) return alias.sources;
  const relation = scope.relations.find((one) => one.alias === name.toLowerCase());
  if (relation) return wholeOf(relation);
  const open = scope.relations.filter((one) => one.isOpen);
  if (open.length > 1) {
    context.onUnknown(name, `the columns of ${open.map((one) => one.path.join(".") || one.alias).join(" and ")} are not known, so it may be a column of each`);
    return noSources;
  }
  return passedOn(name, scope);
}

function listed(name: string, scope: Scope): Sources | null {
  const merged = scope.merged.get(name.toLowerCase());
  if (merged) return joinSources(merged.map((relation) => sourcesIn(relation, name) ?? noSources));
  const holding = scope.relations.filter((relation) => findColumn(relation, name));
  return holding.length === 1 ? findColumn(holding[0]!, name)!.sources : null;
}

/** A column of the only table whose columns nobody knows. */
function passedOn(name: string, scope: Scope): Sources | null {
  const open: readonly Relation[] = scope.relations.filter((relation) => relation.isOpen);
  return open.length === 1 ? sourcesIn(open[0]!, name) : null;
}
