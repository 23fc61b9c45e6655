/**
 * A query -> its columns and what each comes from: WITH, FROM and JOIN make the scope, the select list is read in it with stars
 * expanded, set operations join their branches by position (or by name).
 */
import { type Computed, type Relation, type Scope, type Sources, type SqlColumn, findColumn, joinSources, noSources, sourcesIn } from "./relation.ts";
import { type ExpressionContext, expressionSources } from "./resolve-expression.ts";
import { type Body, type Named, type RelationContext, resolveLateralView, resolveRelation } from "./resolve-relation.ts";
import type { SqlTable } from "./match-table.ts";
import { child, children, identifier, identifiers, type SqlNode } from "./syntax.ts";

export interface QueryContext {
  readonly dialect: string;
  readonly tables: readonly SqlTable[];
  readonly onUnknown: ExpressionContext["onUnknown"];
}

const empty: Body = { columns: [], other: null };
const mostRounds = 5;

export function resolveQuery(query: SqlNode, named: Named | null, given: QueryContext): Body {
  return body(query, named, null);

  function contextIn(inner: Named | null): RelationContext {
    return { ...given, body, query: (node, scope) => joinSources(body(node, inner, scope).columns.map((column) => column.sources)) };
  }

  function body(node: SqlNode, outer: Named | null, parent: Scope | null): Body {
    const wrapped = child(node, "subquery") ?? child(node, "paren");
    if (wrapped) return body(child(wrapped, "this") ?? {}, withQueries(wrapped, outer, parent), parent);
    const select = child(node, "select");
    if (select) return selectBody(select, withQueries(select, outer, parent), parent);
    for (const kind of ["union", "intersect", "except"] as const) {
      const set = child(node, kind);
      if (!set) continue;
      const inner = withQueries(set, outer, parent);
      return combined(body(child(set, "left") ?? {}, inner, parent), body(child(set, "right") ?? {}, inner, parent), set["by_name"] === true);
    }
    const values = child(node, "values");
    if (values) return valuesBody(values, outer, parent);
    if (child(node, "pivot") || child(node, "table")) return starOf([resolveRelation(node, emptyScope(parent), outer, contextIn(outer))]);
    return empty;
  }

  /** The queries of WITH, each seeing those before it. */
  function withQueries(node: SqlNode, outer: Named | null, parent: Scope | null): Named | null {
    const clause = child(node, "with");
    if (!clause) return outer;
    const bodies = new Map<string, Body>();
    const inner: Named = { bodies, outer };
    for (const cte of children(clause, "ctes")) {
      const name = identifier(cte["alias"])?.toLowerCase();
      const held = child(cte, "this");
      if (name === undefined || !held) continue;
      const columnNames = identifiers(cte["columns"]);
      if (clause["recursive"] === true) recursiveBody(name, held, columnNames, bodies, inner, parent);
      else bodies.set(name, withNames(body(held, inner, parent), columnNames));
    }
    return inner;
  }

  /** A query that reads itself: first what it starts with, then round by round what it adds, until nothing is new. */
  function recursiveBody(name: string, held: SqlNode, columnNames: readonly string[], bodies: Map<string, Body>, inner: Named, parent: Scope | null): void {
    const start = child(child(held, "union") ?? {}, "left");
    if (start) bodies.set(name, withNames(body(start, inner, parent), columnNames));
    for (let round = 0; round < mostRounds; round++) {
      const before = sizeOf(bodies.get(name));
      bodies.set(name, withNames(body(held, inner, parent), columnNames));
      if (!start || sizeOf(bodies.get(name)) === before) return;
    }
  }

  function selectBody(select: SqlNode, inner: Named | null, parent: Scope | null): Body {
    const context = contextIn(inner);
    const relations: Relation[] = [];
    const merged = new Map<string, readonly Relation[]>();
    const aliases = new Map<string, SqlColumn>();
    const windows = new Map<string, unknown>(children(select, "windows").map((window) => [identifier(window["name"])?.toLowerCase() ?? "", window["spec"]]));
    const scope: Scope = { relations, merged, aliases, windows, parent };
    for (const item of children(child(select, "from") ?? {}, "expressions")) relations.push(resolveRelation(item, scope, inner, context));
    for (const join of children(select, "joins")) addJoin(join, relations, merged, scope, inner, context);
    for (const view of children(select, "lateral_views")) relations.push(resolveLateralView(view, scope, context));

    const columns: SqlColumn[] = [];
    let other: Body["other"] = null;
    for (const item of children(select, "expressions")) {
      const star = child(item, "star");
      if (star) {
        const expanded = expandStar(star, item, scope, context);
        columns.push(...expanded.columns);
        other = expanded.other ?? other;
        continue;
      }
      const column = selectItem(item, scope, context);
      columns.push(column);
      if (column.name !== null && !aliases.has(column.name.toLowerCase()) && child(item, "alias")) aliases.set(column.name.toLowerCase(), column);
    }
    return { columns, other };
  }

  function addJoin(join: SqlNode, relations: Relation[], merged: Map<string, readonly Relation[]>, scope: Scope, inner: Named | null, context: RelationContext): void {
    const kind = String(join["kind"] ?? "");
    const relation = resolveRelation(child(join, "this") ?? {}, scope, inner, context, /lateral|apply/i.test(kind));
    // What a semi or anti join reads decides on rows alone.
    if (/semi|anti/i.test(kind)) return;
    const shared = /natural/i.test(kind)
      ? relation.columns.flatMap((column) => (column.name !== null && relations.some((one) => findColumn(one, column.name!)) ? [column.name] : []))
      : identifiers(join["using"]);
    for (const name of shared) {
      const before = merged.get(name.toLowerCase()) ?? relations.filter((one) => findColumn(one, name) || (one.isOpen && one.other?.(name)));
      merged.set(name.toLowerCase(), [...before, relation]);
    }
    relations.push(relation);
  }

  function valuesBody(values: SqlNode, inner: Named | null, parent: Scope | null): Body {
    const rows = children(values, "expressions").map((row) => children(row, "expressions"));
    const context = contextIn(inner);
    const scope = emptyScope(parent);
    return { other: null, columns: (rows[0] ?? []).map((_, i) => ({ name: `col${i}`, sources: joinSources(rows.map((row) => expressionSources(row[i], scope, context))), computed: null })) };
  }
}

function selectItem(item: SqlNode, scope: Scope, context: ExpressionContext): SqlColumn {
  const alias = child(item, "alias");
  const expression = (alias && child(alias, "this")) ?? item;
  const column = child(expression, "column");
  const followed = column && identifier(column["name"]) !== null ? computedOf(identifier(column["name"])!, identifier(column["table"]), scope) : null;
  return { name: alias ? identifier(alias["alias"]) : impliedName(expression), sources: expressionSources(expression, scope, context), computed: followed ?? { expression: item, isPlain: column !== null && !alias } };
}

/** Where the named column of another query is computed; null where it is handed on as it is. */
function computedOf(name: string, qualifier: string | null, scope: Scope): Computed | null {
  const holding = scope.relations.filter((relation) => (qualifier === null || relation.alias === qualifier.toLowerCase()) && findColumn(relation, name));
  const computed = holding.length === 1 ? (findColumn(holding[0]!, name)?.computed ?? null) : null;
  return computed?.isPlain === false ? computed : null;
}

/** The name that engines give a column without one: that of the column or field it is made of. */
function impliedName(expression: SqlNode): string | null {
  const column = child(expression, "column");
  if (column) return identifier(column["name"]);
  const dot = child(expression, "dot");
  if (dot) return identifier(dot["field"]);
  const cast = child(expression, "cast") ?? child(expression, "try_cast") ?? child(expression, "paren");
  const held = cast && child(cast, "this");
  return held ? impliedName(held) : null;
}

function expandStar(star: SqlNode, item: SqlNode, scope: Scope, context: ExpressionContext): Body {
  const qualifier = identifier(star["table"])?.toLowerCase() ?? null;
  const relations = qualifier === null ? scope.relations : scope.relations.filter((relation) => relation.alias === qualifier || relation.path.at(-1) === qualifier);
  const left = new Set([...identifiers(star["except"]), ...identifiers(star["exclude"])].map((name) => name.toLowerCase()));
  const replaced = new Map(children(star, "replace").map((one) => [identifier(one["alias"])?.toLowerCase() ?? "", one]));
  const renames = new Map((Array.isArray(star["rename"]) ? star["rename"] : []).flatMap((pair: unknown) => {
    const [from, to] = Array.isArray(pair) ? identifiers(pair) : [];
    return from !== undefined && to !== undefined ? [[from.toLowerCase(), to] as const] : [];
  }));
  const expanded = starOf(relations, qualifier === null ? scope.merged : new Map());
  if (relations.length === 0) context.onUnknown(qualifier === null ? "*" : `${qualifier}.*`, "the query reads no such table");
  const columns = expanded.columns.flatMap((column): SqlColumn[] => {
    const name = column.name?.toLowerCase() ?? "";
    if (left.has(name)) return [];
    const replacement = replaced.get(name);
    const computed: Computed = column.computed?.isPlain === false ? column.computed : { expression: item, isPlain: true };
    const one = replacement ? { name: column.name, sources: expressionSources(replacement["this"], scope, context), computed: { expression: replacement, isPlain: false } } : { ...column, computed };
    return [{ ...one, name: renames.get(name) ?? one.name }];
  });
  const { other } = expanded;
  return { columns, other: other && ((name) => (left.has(name.toLowerCase()) ? noSources : other(name))) };
}

function starOf(relations: readonly Relation[], merged: Scope["merged"] = new Map()): Body {
  const columns: SqlColumn[] = [];
  const done = new Set<string>();
  for (const relation of relations) {
    for (const column of relation.columns) {
      const name = column.name?.toLowerCase() ?? "";
      const shared = merged.get(name)?.includes(relation) ? merged.get(name) : undefined;
      if (shared && done.has(name)) continue;
      if (shared) done.add(name);
      columns.push(shared ? { ...column, sources: joinSources(shared.map((one) => sourcesIn(one, name) ?? noSources)) } : column);
    }
  }
  const open = relations.filter((relation) => relation.isOpen);
  return { columns, other: open.length === 0 ? null : (name) => otherOf(open, name) };
}

/** A name that one of several unknown tables holds is nobody's; of a star all are. */
function otherOf(open: readonly Relation[], name: string): Sources {
  return name === "*" || open.length === 1 ? joinSources(open.map((relation) => relation.other?.(name) ?? noSources)) : noSources;
}

function combined(left: Body, right: Body, isByName: boolean): Body {
  const names = new Map(right.columns.map((column) => [column.name?.toLowerCase() ?? "", column]));
  const columns = left.columns.map((column, i): SqlColumn => {
    const match = isByName ? names.get(column.name?.toLowerCase() ?? "") : right.columns[i];
    return { ...column, sources: joinSources([column.sources, match?.sources ?? noSources]) };
  });
  const added = isByName ? right.columns.filter((column) => !left.columns.some((one) => one.name?.toLowerCase() === column.name?.toLowerCase())) : [];
  const others = [left.other, right.other].flatMap((other) => other ?? []);
  return { columns: [...columns, ...added], other: others.length === 0 ? null : (name) => joinSources(others.map((other) => other(name))) };
}

export function withNames(body: Body, names: readonly string[]): Body {
  return names.length === 0 ? body : { ...body, columns: body.columns.map((column, i) => (names[i] === undefined ? column : { ...column, name: names[i] })) };
}

function sizeOf(body: Body | undefined): number {
  return body ? body.columns.reduce((sum, column) => sum + column.sources.size, 0) : 0;
}

function emptyScope(parent: Scope | null): Scope {
  return { relations: [], merged: new Map(), aliases: new Map(), windows: new Map(), parent };
}

