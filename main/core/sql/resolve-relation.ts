/**
 * An item of FROM, JOIN or LATERAL VIEW -> the relation that it is: a table (matched with those known), a CTE, a subquery, a pivoted
 * relation, or a function that makes rows (unnest, flatten, explode), whose columns all come from what it is called with.
 */
import { matchTable, type SqlTable } from "./match-table.ts";
import { type Relation, type Scope, type Sources, type SqlColumn, noSources, sourceOf, sourcesIn } from "./relation.ts";
import { type ExpressionContext, expressionSources } from "./resolve-expression.ts";
import { pivotRelation, unpivotRelation } from "./resolve-pivot.ts";
import { child, children, identifier, identifiers, isQuery, type SqlNode } from "./syntax.ts";

/** What a query offers to whoever reads from it. */
export interface Body {
  readonly columns: readonly SqlColumn[];
  /** Columns of tables whose columns nobody knows, through stars. */
  readonly other: Relation["other"];
}

/** Queries by name: CTEs, and tables that earlier statements of the text made. Lower-cased. */
export interface Named {
  readonly bodies: ReadonlyMap<string, Body>;
  readonly outer: Named | null;
}

export interface RelationContext extends ExpressionContext {
  readonly dialect: string;
  readonly tables: readonly SqlTable[];
  readonly body: (query: SqlNode, named: Named | null, parent: Scope | null) => Body;
}

/** Columns that a row-making function has where the statement does not name them. */
const functionColumns: { readonly [name: string]: readonly string[] } = {
  flatten: ["seq", "key", "path", "index", "value", "this"],
  explode: ["col", "key", "value"], explode_outer: ["col", "key", "value"],
  posexplode: ["pos", "col", "key", "value"], posexplode_outer: ["pos", "col", "key", "value"],
  unnest: ["unnest"], generate_series: ["generate_series"], range: ["range"],
};

export function resolveRelation(item: SqlNode, scope: Scope, named: Named | null, context: RelationContext, isLateral = false): Relation {
  const table = child(item, "table");
  if (table && "name" in table) return tableRelation(table, scope, named, context);
  const alias = child(item, "alias");
  if (alias) return renamed(resolveRelation(child(alias, "this") ?? {}, scope, named, context, isLateral), identifier(alias["alias"]), identifiers(alias["column_aliases"]));
  const subquery = child(item, "subquery") ?? child(item, "paren");
  if (subquery) {
    const held = child(subquery, "this") ?? {};
    const lateral = isLateral || subquery["lateral"] === true;
    const inner = isQuery(held) ? bodyRelation(context.body(held, named, lateral ? scope : scope.parent)) : resolveRelation(held, scope, named, context, lateral);
    return renamed(inner, identifier(subquery["alias"]), identifiers(subquery["column_aliases"]));
  }
  const values = child(item, "values");
  if (values) return renamed(bodyRelation(context.body(item, named, scope.parent)), identifier(values["alias"]), identifiers(values["column_aliases"]));
  const pivot = child(item, "pivot");
  if (pivot) return pivotRelation(pivot, resolveRelation(child(pivot, "this") ?? {}, scope, named, context), scope, context);
  const unpivot = child(item, "unpivot");
  if (unpivot) return unpivotRelation(unpivot, resolveRelation(child(unpivot, "this") ?? {}, scope, named, context), scope, context);
  const lateral = child(item, "lateral");
  if (lateral) return renamed(resolveRelation(child(lateral, "this") ?? {}, scope, named, context, true), identifier(lateral["alias"]), identifiers(lateral["column_aliases"]));
  if (isQuery(item)) return bodyRelation(context.body(item, named, isLateral ? scope : scope.parent));
  return functionRelation(item, scope, context);
}

/** `LATERAL VIEW explode(...) t AS a, b` of Spark. */
export function resolveLateralView(view: SqlNode, scope: Scope, context: RelationContext): Relation {
  return renamed(functionRelation(child(view, "this") ?? {}, scope, context), identifier(view["table_alias"]), identifiers(view["column_aliases"]));
}

export function bodyRelation(body: Body): Relation {
  return { alias: null, path: [], columns: body.columns, other: body.other, isOpen: body.other !== null };
}

/** The relation under a name of its own, with its first columns named anew. */
function renamed(relation: Relation, alias: string | null, columnNames: readonly string[]): Relation {
  if (alias === null && columnNames.length === 0) return relation;
  const isMadeByFunction = relation.path[0] === "()";
  const all = columnNames.length > 0 || !isMadeByFunction || relation.columns.length > 0 || alias === null ? columnNames : [alias];
  const sources = relation.other?.("*") ?? noSources;
  const made = isMadeByFunction ? all.map((name): SqlColumn => ({ name, sources, computed: null })) : [];
  const listed = relation.columns.map((column, i) => (all[i] === undefined ? column : { ...column, name: all[i] }));
  return { ...relation, alias: alias?.toLowerCase() ?? relation.alias, path: isMadeByFunction ? relation.path : alias === null ? relation.path : [], columns: made.length > 0 ? made : listed };
}

function functionRelation(item: SqlNode, scope: Scope, context: RelationContext): Relation {
  const sources = expressionSources(item, scope, context);
  const kind = Object.keys(item)[0] ?? "";
  const inner = child(item, kind);
  const called = functionName(kind, inner);
  const names = [...(functionColumns[called] ?? []), ...identifiers([inner?.["offset_alias"]])];
  // An array under a name of its own is that name's only column; a name given outside follows in `renamed`.
  const alias = inner ? identifier(inner["alias"]) : null;
  const columns = called === "unnest" || names.length === 0 ? [] : names;
  const listed = [...(alias !== null && columns.length === 0 ? [alias] : []), ...columns, ...(called === "unnest" ? names.slice(1) : [])];
  return {
    alias: alias?.toLowerCase() ?? null, path: ["()"], isOpen: false,
    columns: listed.map((name) => ({ name, sources, computed: null })),
    other: () => sources,
  };
}

function functionName(kind: string, inner: SqlNode | null): string {
  if (kind !== "function" || !inner) return kind;
  const name = (identifier(inner["name"]) ?? "").toLowerCase();
  // Snowflake's table(flatten(...)).
  const held = children(inner, "args")[0];
  const heldFunction = held && child(held, "function");
  return name === "table" && heldFunction ? functionName("function", heldFunction) : name;
}

function tableRelation(table: SqlNode, scope: Scope, named: Named | null, context: RelationContext): Relation {
  const written = [table["catalog"], table["schema"], table["name"]].flatMap((part) => identifier(part) ?? []);
  // BigQuery quotes whole paths: `project.dataset.table`.
  const parts = context.dialect === "bigquery" ? written.flatMap((part) => part.split(".")) : written;
  const alias = identifier(table["alias"]);
  const columnNames = identifiers(table["column_aliases"]);
  const path = parts.map((part) => part.toLowerCase());

  const body = findNamed(named, path.join("."));
  if (body) return { ...renamed(bodyRelation(body), alias ?? parts.at(-1)!, columnNames), path };

  const match = matchTable(context.tables, parts);
  if (!("table" in match)) {
    // `FROM orders AS o, o.tags AS tag` unnests an array of a row before it.
    const row = parts.length > 1 ? scope.relations.find((relation) => relation.alias === path[0]) : undefined;
    const array = row && sourcesIn(row, parts[1]!);
    if (array) return { alias: (alias ?? parts.at(-1)!).toLowerCase(), path: ["()"], isOpen: false, columns: [{ name: alias ?? parts.at(-1)!, sources: array, computed: null }], other: () => array };
    if (match.candidates.length > 1) context.onUnknown(parts.join("."), `it may be ${match.candidates.map((one) => one.key).join(" or ")}`);
  }
  const found = "table" in match ? match.table : null;
  const source = (column: string): Sources => sourceOf({ table: parts.join("."), key: found?.key ?? null, column });
  const columns = (found?.columns ?? []).map((column): SqlColumn => ({ name: column.name, sources: source(column.name), computed: null }));
  const relation: Relation = { alias: (alias ?? parts.at(-1) ?? "").toLowerCase(), path, columns, other: source, isOpen: columns.length === 0 };
  return columnNames.length === 0 ? relation : { ...renamed(relation, alias, columnNames), path };
}

function findNamed(named: Named | null, name: string): Body | null {
  for (let at = named; at; at = at.outer) {
    const body = at.bodies.get(name);
    if (body) return body;
  }
  return null;
}
