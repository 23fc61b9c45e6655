/**
 * What names stand for inside a query: columns with what they come from, relations (tables, subqueries, unnested arrays) that offer
 * columns, and the scope of one SELECT. Plain data; who fills it is resolve-query.ts and resolve-relation.ts.
 */

/** A column of a table that the statement reads. */
export interface SqlSource {
  /** The table as the statement names it, parts joined with dots. */
  readonly table: string;
  /** `key` of the table among those given, null where none fits. */
  readonly key: string | null;
  /** As its schema spells it, else as written; `*` stands for columns that nobody knows. */
  readonly column: string;
}

export type Sources = ReadonlyMap<string, SqlSource>;

export const noSources: Sources = new Map();

export function sourceOf(source: SqlSource): Sources {
  return new Map([[`${source.key ?? source.table.toLowerCase()}\n${source.column.toLowerCase()}`, source]]);
}

export function joinSources(all: Iterable<Sources>): Sources {
  const joined = new Map<string, SqlSource>();
  for (const sources of all) for (const [id, source] of sources) joined.set(id, source);
  return joined;
}

export interface SqlColumn {
  /** null: the engine makes up a name. */
  readonly name: string | null;
  readonly sources: Sources;
  /** The expression that computes it: a reference to another query's column is followed to where something is computed. */
  readonly computed: Computed | null;
}

/** A place in the statement's text: syntax, and the characters that its names take. */
export interface Computed {
  readonly expression: unknown;
  readonly isPlain: boolean;
}

export interface Relation {
  /** What its columns may be qualified with, lower-cased. */
  readonly alias: string | null;
  /** Parts of a table's name, lower-cased, last part last. */
  readonly path: readonly string[];
  readonly columns: readonly SqlColumn[];
  /** Columns that are not listed: null when there are none. */
  readonly other: ((name: string) => Sources) | null;
  /** Unqualified names may be columns that are not listed. */
  readonly isOpen: boolean;
}

export interface Scope {
  readonly relations: readonly Relation[];
  /** Columns that a join made one (lower-cased), with the relations that hold them. */
  readonly merged: ReadonlyMap<string, readonly Relation[]>;
  /** Columns of the select list so far: many engines let later ones name them. Lower-cased. */
  readonly aliases: ReadonlyMap<string, SqlColumn>;
  /** Named windows, lower-cased. */
  readonly windows: ReadonlyMap<string, unknown>;
  readonly parent: Scope | null;
}

export function findColumn(relation: Relation, name: string): SqlColumn | null {
  const folded = name.toLowerCase();
  return relation.columns.find((column) => column.name?.toLowerCase() === folded) ?? null;
}

/** Sources of a column of the relation, listed or not; null when it has none of that name. */
export function sourcesIn(relation: Relation, name: string): Sources | null {
  return findColumn(relation, name)?.sources ?? relation.other?.(name) ?? null;
}

/** The relation as a value: a whole row, or the element of an unnested array. */
export function wholeOf(relation: Relation): Sources {
  return joinSources([...relation.columns.map((column) => column.sources), ...(relation.other ? [relation.other("*")] : [])]);
}
