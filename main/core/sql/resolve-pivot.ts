/**
 * PIVOT and UNPIVOT -> the relation that comes out: the columns that are left, and those that are made of aggregated values or of
 * several columns. A pivot over values that the statement does not list makes columns of unknown names.
 */
import { type Relation, type Scope, type SqlColumn, joinSources } from "./relation.ts";
import { type ExpressionContext, expressionSources } from "./resolve-expression.ts";
import { child, children, extent, identifier, identifiers, isNode, type SqlNode } from "./syntax.ts";

interface PivotContext extends ExpressionContext {
  readonly dialect: string;
}

export function pivotRelation(pivot: SqlNode, input: Relation, outer: Scope, context: PivotContext): Relation {
  const scope = scopeOf(input, outer);
  // `PIVOT t ON x USING sum(y) GROUP BY z` of DuckDB names its parts differently from the clause.
  const isStatement = children(pivot, "using").length > 0;
  const aggregates = children(pivot, isStatement ? "using" : "expressions");
  const fields = children(pivot, isStatement ? "expressions" : "fields");
  const made = pivotedColumns(aggregates, fields, scope, context);
  const grouping = child(pivot, "group");
  const group = grouping && (child(grouping, "group") ?? grouping);
  const kept = group
    ? children(group, "expressions").map((one): SqlColumn => ({ name: nameOf(one), sources: expressionSources(one, scope, context), computed: null }))
    : without(input.columns, [...columnNames(aggregates), ...fields.flatMap((field) => columnNames([child(field, "in")?.["this"] ?? field]))]);
  const isUnlisted = made === null;
  const values = aggregates.map((aggregate) => expressionSources(aggregate, scope, context));
  return {
    alias: identifier(pivot["alias"])?.toLowerCase() ?? null, path: [], columns: [...kept, ...(made ?? [])],
    isOpen: isUnlisted || input.isOpen,
    other: isUnlisted ? () => joinSources(values) : input.isOpen ? input.other : null,
  };
}

/** null: the values are not listed. */
function pivotedColumns(aggregates: readonly SqlNode[], fields: readonly SqlNode[], scope: Scope, context: PivotContext): SqlColumn[] | null {
  let names: string[] = [""];
  for (const field of fields) {
    const listed = children(child(field, "in") ?? {}, "expressions").map((value) => valueName(value, context.dialect));
    if (listed.length === 0 || listed.includes(null)) return null;
    names = names.flatMap((before) => listed.map((value) => (before === "" ? value! : `${before}_${value}`)));
  }
  return names.flatMap((value) =>
    aggregates.map((aggregate): SqlColumn => {
      const alias = child(aggregate, "alias");
      return {
        name: pivotedName(value, alias && identifier(alias["alias"]), aggregates.length, context.dialect),
        sources: expressionSources(aggregate, scope, context), computed: extent(aggregate) ? { expression: aggregate, isPlain: false } : null,
      };
    }),
  );
}

function pivotedName(value: string, alias: string | null, aggregates: number, dialect: string): string {
  if (alias === null) return value;
  if (dialect === "bigquery") return `${alias}_${value}`;
  const isSpark = dialect === "databricks" || dialect === "spark";
  return isSpark && aggregates === 1 ? value : `${value}_${alias}`;
}

/** Name of the column that a listed value becomes; null for values that are computed. */
function valueName(value: SqlNode, dialect: string): string | null {
  const aliased = child(value, "pivot_alias") ?? child(value, "alias");
  if (aliased) return identifier(aliased["alias"]);
  const literal = child(value, "literal");
  if (literal && typeof literal["value"] === "string") return dialect === "snowflake" && literal["literal_type"] === "string" ? `'${literal["value"]}'` : literal["value"];
  return child(value, "column") ? identifier(value) : null;
}

export function unpivotRelation(unpivot: SqlNode, input: Relation, outer: Scope, context: PivotContext): Relation {
  const scope = scopeOf(input, outer);
  const folded = [...children(unpivot, "columns")];
  const sources = expressionSources(folded, scope, context);
  const names = [unpivot["name_column"], unpivot["value_column"], ...(Array.isArray(unpivot["extra_value_columns"]) ? unpivot["extra_value_columns"] : [])].flatMap((name) => identifier(name) ?? []);
  return {
    alias: identifier(unpivot["alias"])?.toLowerCase() ?? null, path: [], isOpen: input.isOpen, other: input.isOpen ? input.other : null,
    columns: [...without(input.columns, columnNames(folded)), ...names.map((name): SqlColumn => ({ name, sources, computed: null }))],
  };
}

/** Inside the clause the columns of what is pivoted are seen, and nothing else. */
function scopeOf(input: Relation, outer: Scope): Scope {
  return { relations: [input], merged: new Map(), aliases: new Map(), windows: new Map(), parent: outer.parent };
}

function without(columns: readonly SqlColumn[], names: readonly string[]): SqlColumn[] {
  const left = new Set(names.map((name) => name.toLowerCase()));
  return columns.filter((column) => column.name === null || !left.has(column.name.toLowerCase()));
}

/** Names of all columns inside. */
function columnNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(columnNames);
  if (!isNode(value)) return [];
  const column = child(value, "column");
  if (column && "name" in column) return [...identifiers([column["name"]])];
  return Object.entries(value).flatMap(([member, held]) => (member === "span" || member === "alias" && "alias_explicit_as" in value ? [] : columnNames(held)));
}

function nameOf(expression: SqlNode): string | null {
  const alias = child(expression, "alias");
  return identifier(alias ? alias["alias"] : child(expression, "column"));
}
