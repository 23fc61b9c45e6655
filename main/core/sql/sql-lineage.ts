/**
 * SQL text -> the columns of the table it makes, each with the columns of tables that its value comes from, the expression that
 * computes it and its line. Several statements are read in order: tables that one makes are known to the next, and the last that
 * gives rows is the one told about. polyglot reads the text (32 dialects); what names mean is resolved here, against `tables`.
 * What cannot be read is a problem with a reason and a line. Pure: the same input gives the same answer.
 */
import { generate, parse } from "@polyglot-sql/sdk";
import type { SqlTable } from "./match-table.ts";
import { renderJinja } from "./jinja.ts";
import type { Computed, SqlColumn, SqlSource } from "./relation.ts";
import { resolveQuery, withNames } from "./resolve-query.ts";
import type { Body, Named } from "./resolve-relation.ts";
import { itemAround, lineAt, plainText, selectItems, type TextSpan, unitOffsets } from "./statement-text.ts";
import { child, extent, identifier, identifiers, isQuery, type SqlNode } from "./syntax.ts";

export interface SqlStatement {
  readonly sql: string;
  /** polyglot's word for the dialect. */
  readonly dialect: string;
  readonly tables: readonly SqlTable[];
}

export interface SqlOutputColumn {
  /** `*`: all columns of a table whose columns nobody knows. null: the engine makes up a name. */
  readonly name: string | null;
  readonly sources: readonly SqlSource[];
  readonly expression: string;
  /** From 1, within the text. */
  readonly line: number;
}

export interface SqlProblem {
  readonly message: string;
  /** From 1, within the text; null where it concerns all of it. */
  readonly line: number | null;
}

export interface SqlLineage {
  readonly columns: readonly SqlOutputColumn[];
  /** Name of the table that the last statement makes, if it names one. */
  readonly target: string | null;
  readonly problems: readonly SqlProblem[];
}

const longestText = 400_000;
const longestExpression = 2_000;
const mostProblems = 20;

export function sqlLineage({ sql, dialect, tables }: SqlStatement): SqlLineage {
  if (sql.length > longestText) return failed(`the text is longer than ${longestText} characters`, null);
  const rendered = renderJinja(sql);
  const parsed = parse(rendered.text, dialect as Parameters<typeof parse>[1]);
  if (!parsed.success || !Array.isArray(parsed.ast)) {
    const line = (parsed as { readonly errorLine?: unknown }).errorLine;
    return failed(`it cannot be read as ${dialect} SQL: ${(parsed.error ?? "no reason given").split("\n")[0]}`, typeof line === "number" && line > 0 ? line : null, rendered.problems);
  }
  const problems: SqlProblem[] = [...rendered.problems];
  const told = new Set<string>();
  const context = {
    dialect, tables,
    onUnknown(name: string, reason: string): void {
      if (told.has(name)) return;
      told.add(name);
      problems.push({ message: `${name}: ${reason}`, line: lineOfName(rendered.text, name) });
    },
  };
  let named: Named | null = null;
  let last: { readonly body: Body; readonly target: string | null } | null = null;
  for (const statement of parsed.ast as readonly SqlNode[]) {
    const made = queryOf(statement);
    if (!made) continue;
    const body = withNames(resolveQuery(made.query, named, context), made.columns);
    if (made.target !== null) named = { bodies: new Map([[made.target.toLowerCase(), body]]), outer: named };
    last = { body, target: made.target };
  }
  if (!last) return failed("no statement in it gives rows", null, problems);
  const find = placeFinder(rendered.text);
  const columns = [...last.body.columns, ...openColumn(last.body)].map((column) => outputColumn(column, rendered.text, column.computed && find(column.computed), dialect));
  if (columns.length === 0) problems.push({ message: "it gives no columns", line: null });
  return { columns, target: last.target, problems: problems.slice(0, mostProblems) };
}

function failed(message: string, line: number | null, before: readonly SqlProblem[] = []): SqlLineage {
  return { columns: [], target: null, problems: [...before, { message, line }].slice(0, mostProblems) };
}

interface MadeTable {
  readonly query: SqlNode;
  readonly target: string | null;
  /** Names that the statement gives the query's columns. */
  readonly columns: readonly string[];
}

/** The query of a statement that gives rows or fills a table; null for all others. */
function queryOf(statement: SqlNode): MadeTable | null {
  if (isQuery(statement) || child(statement, "pivot")) return { query: statement, target: null, columns: [] };
  const create = child(statement, "create_table") ?? child(statement, "create_view");
  if (create) {
    const query = child(create, "as_select") ?? child(create, "query");
    return query && { query, target: pathOf(create["name"]), columns: identifiers(create["columns"]) };
  }
  const insert = child(statement, "insert");
  const query = insert && child(insert, "query");
  return query ? { query, target: pathOf(insert["table"]), columns: identifiers(insert["columns"]) } : null;
}

function pathOf(table: unknown): string | null {
  if (typeof table !== "object" || table === null) return null;
  const { catalog, schema, name } = table as SqlNode;
  const parts = [catalog, schema, name].flatMap((part) => identifier(part) ?? []);
  return parts.length === 0 ? null : parts.join(".");
}

function openColumn(body: Body): SqlColumn[] {
  return body.other ? [{ name: "*", sources: body.other("*") ?? new Map(), computed: null }] : [];
}

function outputColumn(column: SqlColumn, text: string, place: TextSpan | null, dialect: string): SqlOutputColumn {
  const expression = place ? text.slice(place.start, place.end) : column.computed ? generated(column.computed, dialect) : (column.name ?? "");
  return { name: column.name, sources: [...column.sources.values()], expression: expression.slice(0, longestExpression), line: place ? lineAt(text, place.start) : 1 };
}

function placeFinder(text: string): (computed: Computed) => TextSpan | null {
  const items = selectItems(plainText(text));
  const toUnits = unitOffsets(text);
  return ({ expression }) => {
    const names = extent(expression);
    return names && itemAround(items, { start: toUnits(names.start), end: toUnits(names.end) });
  };
}

/** An expression without names (constants) has no place in the syntax tree; it is written out anew. */
function generated(computed: Computed, dialect: string): string {
  const written = generate([computed.expression] as Parameters<typeof generate>[0], dialect as Parameters<typeof generate>[1]);
  return written.success ? (written.sql?.[0] ?? "") : "";
}

function lineOfName(text: string, name: string): number | null {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  return at < 0 ? null : lineAt(text, at);
}
