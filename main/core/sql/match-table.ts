/**
 * A table as SQL names it -> the one among those known that it must be. `orders`, `raw.orders` and `warehouse.raw.orders` are the same
 * table where one name is the end of the other. Names of a table are tried in their order; where two tables fit equally well, none does.
 */

export interface SqlTable {
  /** Any unique name; given back as the `key` of sources. */
  readonly key: string;
  /** Dotted names, the surest first. */
  readonly names: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Stated to be read by the statement's asset: decides between tables that fit equally well. */
  readonly isNear?: boolean;
}

export type TableMatch = { readonly table: SqlTable } | { readonly candidates: readonly SqlTable[] };

export function matchTable(tables: readonly SqlTable[], written: readonly string[]): TableMatch {
  const path = written.map((part) => part.toLowerCase());
  const depth = Math.max(0, ...tables.map((table) => table.names.length));
  for (let rank = 0; rank < depth; rank++) {
    const named = tables.flatMap((table) => {
      const name = table.names[rank];
      const parts = name === undefined ? [] : name.toLowerCase().split(".");
      return parts.length > 0 && isEnd(parts, path) ? [{ table, shared: Math.min(parts.length, path.length), isSame: parts.length === path.length }] : [];
    });
    const same = named.filter((one) => one.isSame);
    const longest = Math.max(0, ...named.map((one) => one.shared));
    const best = same.length > 0 ? same : named.filter((one) => one.shared === longest);
    const near = best.filter((one) => one.table.isNear === true);
    if (best.length === 1 || near.length === 1) return { table: (near.length === 1 ? near : best)[0]!.table };
    if (best.length > 1) return { candidates: best.map((one) => one.table) };
  }
  return { candidates: [] };
}

/** One path is the end of the other. */
function isEnd(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let back = 1; back <= shared; back++) if (a.at(-back) !== b.at(-back)) return false;
  return shared > 0;
}
