/** Sorted rows -> rows and the folders of their key prefixes, as the tree view lists them. Pure. */
import type { AssetRow } from "../../shared/api.ts";
import { formatAssetKey } from "../../shared/asset-key.ts";

export type CatalogLine =
  | { readonly kind: "asset"; readonly row: AssetRow; readonly depth: number }
  | { readonly kind: "folder"; readonly prefix: string; readonly name: string; readonly depth: number; readonly count: number; readonly isOpen: boolean };

interface Folder {
  readonly name: string;
  readonly prefix: string;
  readonly folders: Map<string, Folder>;
  readonly rows: AssetRow[];
  count: number;
}

export function plainLines(rows: readonly AssetRow[]): readonly CatalogLine[] {
  return rows.map((row) => ({ kind: "asset", row, depth: 0 }));
}

/** Folders first, by name; assets in the order given. `closed` holds the prefixes that are folded. */
export function treeLines(rows: readonly AssetRow[], closed: ReadonlySet<string>): readonly CatalogLine[] {
  const root: Folder = { name: "", prefix: "", folders: new Map(), rows: [], count: 0 };
  for (const row of rows) {
    let folder = root;
    const path = row.keyPath.slice(0, -1);
    for (const [depth, name] of path.entries()) {
      folder.count++;
      let next = folder.folders.get(name);
      if (!next) folder.folders.set(name, (next = { name, prefix: formatAssetKey(path.slice(0, depth + 1)), folders: new Map(), rows: [], count: 0 }));
      folder = next;
    }
    folder.count++;
    folder.rows.push(row);
  }
  const lines: CatalogLine[] = [];
  list(root, 0, closed, lines);
  return lines;
}

function list(folder: Folder, depth: number, closed: ReadonlySet<string>, lines: CatalogLine[]): void {
  const folders = [...folder.folders.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of folders) {
    const isOpen = !closed.has(one.prefix);
    lines.push({ kind: "folder", prefix: one.prefix, name: one.name, depth, count: one.count, isOpen });
    if (isOpen) list(one, depth + 1, closed, lines);
  }
  for (const row of folder.rows) lines.push({ kind: "asset", row, depth });
}
