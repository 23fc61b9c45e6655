/** Lineage as it is shown: columns and assets with what joins them, and how each edge is known. */
import type { SourceSpan } from "./source-span.ts";
import type { Known, Unknown } from "./unknown.ts";

/** Every dependency between assets, as numbers: the graph view lays out thousands of them. */
export interface AssetGraph {
  readonly revision: number;
  /** Keys of the catalog's rows, sorted as there. */
  readonly keys: readonly string[];
  /** Upstream and downstream, as places in `keys`. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  /** Keys whose dependencies cannot be known, with the reason. */
  readonly unknownDeps: { readonly [key: string]: Unknown };
  /** Assets that depend on each other in a circle: each a set of more than one. */
  readonly cycles: readonly (readonly string[])[];
}

export interface ColumnRef {
  /** `a/b` */
  readonly asset: string;
  readonly column: string;
}

/** How an edge between columns is known. An edge may be known in several ways at once. */
export type EdgeEvidence =
  /** `dagster/column_lineage` in the definition's metadata. */
  | { readonly kind: "definition"; readonly at: SourceSpan | null }
  /** `dagster/column_lineage` of a materialization; `timestamp` in seconds since 1970. */
  | { readonly kind: "materialization"; readonly runId: string; readonly timestamp: number; readonly isLatest: boolean }
  /** Read from SQL; `expression` is the text of the output column. */
  | { readonly kind: "sql"; readonly expression: string; readonly at: SourceSpan | null; readonly dialect: string }
  /** Same column name in a direct upstream asset: a guess, shown only when asked for. */
  | { readonly kind: "inferred" };

export interface ColumnEdge {
  readonly from: ColumnRef;
  readonly to: ColumnRef;
  readonly evidence: readonly EdgeEvidence[];
}

export interface ColumnNode extends ColumnRef {
  readonly type: string | null;
  readonly description: string | null;
  readonly tags: { readonly [key: string]: string };
  /** Distance from the focus in edges: negative upstream, positive downstream. */
  readonly distance: number;
  /** Set where an edge names what does not exist: shown as broken, never dropped. */
  readonly broken: "no such asset" | "no such column" | null;
}

/** One column in the list of all. */
export interface ColumnRow extends ColumnRef {
  readonly type: string | null;
  readonly description: string | null;
  readonly tags: { readonly [key: string]: string };
  /** Columns that it comes from, and that come from it, directly; without those inferred by name. */
  readonly upstream: number;
  readonly downstream: number;
  readonly broken: ColumnNode["broken"];
}

export interface ColumnPage {
  readonly revision: number;
  readonly rows: readonly ColumnRow[];
  /** Columns that match. */
  readonly total: number;
  /** All columns. */
  readonly columns: number;
  /** Of them those that do not exist. */
  readonly broken: number;
  /** SQL is still being read: more edges will follow, and the index then has a new revision. */
  readonly isReadingSql: boolean;
}

export interface ColumnLineage {
  readonly focus: ColumnRef;
  readonly columns: readonly ColumnNode[];
  readonly edges: readonly ColumnEdge[];
  /** Assets on the way with the number of columns that each has in all. */
  readonly assets: readonly { readonly key: string; readonly totalColumns: number; readonly exists: boolean }[];
  /** Columns left out by `depth`. */
  readonly beyondDepth: { readonly upstream: number; readonly downstream: number };
  /** As of ColumnPage. */
  readonly isReadingSql: boolean;
}

export interface ImpactRow {
  readonly asset: string;
  /** null: the asset as a whole. */
  readonly column: string | null;
  readonly distance: number;
  /** From the start to here, `a/b` or `a/b.column`, both ends included. */
  readonly path: readonly string[];
  readonly owners: Known<readonly string[]>;
  /** "" where it has none. */
  readonly group: Known<string>;
  readonly kinds: Known<readonly string[]>;
  /** Names of the checks that guard the asset. */
  readonly checks: readonly string[];
}

export interface Impact {
  readonly start: { readonly asset: string; readonly column: string | null };
  readonly rows: readonly ImpactRow[];
  readonly countsByOwner: { readonly [owner: string]: number };
  readonly countsByGroup: { readonly [group: string]: number };
  readonly countsByKind: { readonly [kind: string]: number };
  /** Assets that these counts do not hold because theirs cannot be known. */
  readonly unknownCounts: { readonly owners: number; readonly group: number; readonly kinds: number };
  /** As of ColumnPage; false for assets. */
  readonly isReadingSql: boolean;
}
