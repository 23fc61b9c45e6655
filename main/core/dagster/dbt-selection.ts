/**
 * dbt's selection of nodes (`select=`, `exclude=`) over a manifest -> the ids that it picks: union by space, intersection by comma, `+`
 * walks, the methods fqn, tag, path, file, package, group, config, resource_type and source, `*` in names. Null where a part is not
 * known here (`@`, state, selectors, `?`, braces): what it picks is then not known as a whole.
 */
import { matchesWildcard } from "../../../shared/selection/wildcard.ts";
import type { DbtManifest, DbtNode } from "./dbt-manifest.ts";

type Ids = ReadonlySet<string>;
const part = /^(\d*\+)?(?:([a-z_]+)(?:\.([\w.+-]+))?:)?([^+@:]+)(\+\d*)?$/;

export interface DbtSelected {
  readonly nodes: Ids;
  hasTest(node: DbtNode): boolean;
}

export function selectNodes(manifest: DbtManifest, select: string, exclude: string): DbtSelected | null {
  const all: ReadonlyMap<string, DbtNode> = new Map([...Object.entries(manifest.nodes), ...Object.entries(manifest.sources)]);
  const graph = edgesOf(all);
  const picked = union(select.trim() || "fqn:*", all, graph);
  const dropped = exclude.trim() ? union(exclude, all, graph) : new Set<string>();
  if (!picked || !dropped) return null;
  // A test goes with any of the nodes that it tests, in and out.
  const touches = (ids: Ids, node: DbtNode): boolean => ids.has(node.unique_id ?? "") || (node.depends_on?.nodes ?? []).some((id) => ids.has(id));
  return { nodes: new Set([...picked].filter((id) => !dropped.has(id))), hasTest: (node) => touches(picked, node) && !touches(dropped, node) };
}

function union(text: string, all: ReadonlyMap<string, DbtNode>, graph: Graph): Ids | null {
  const found = new Set<string>();
  for (const group of text.trim().split(/\s+/)) {
    const parts = group.split(",").map((one) => select(one, all, graph));
    const [first, ...others] = parts;
    for (const id of first ?? []) if (others.every((ids) => ids?.has(id))) found.add(id);
    if (parts.includes(null)) return null;
  }
  return found;
}

function select(text: string, all: ReadonlyMap<string, DbtNode>, graph: Graph): Ids | null {
  if (text === "*") return new Set(all.keys());
  const match = part.exec(text);
  if (!match || /[?[\]{}]/.test(text)) return null;
  const [, up, method = /[/\\]/.test(match[4]!) ? "path" : /\.(sql|csv|py)$/.test(match[4]!) ? "file" : "fqn", key, value, down] = match;
  const test = methods[method];
  if (!test || (key !== undefined) !== (method === "config")) return null;
  const ids = new Set([...all].flatMap(([id, node]) => (test(node, value!, key ?? "") ? [id] : [])));
  if (up !== undefined) walk(ids, graph.parents, up === "+" ? Infinity : Number.parseInt(up, 10));
  const start = down === undefined ? ids : new Set([...all].flatMap(([id, node]) => (test(node, value!, key ?? "") ? [id] : [])));
  if (down !== undefined) {
    walk(start, graph.children, down === "+" ? Infinity : Number.parseInt(down.slice(1), 10));
    for (const id of start) ids.add(id);
  }
  return ids;
}

const methods: { readonly [method: string]: (node: DbtNode, value: string, key: string) => boolean } = {
  fqn: (node, value) => value === "*" || isNamed(node.fqn ?? [], value) || isNamed((node.fqn ?? []).slice(1), value),
  tag: (node, value) => (node.tags ?? []).some((tag) => matchesWildcard(value, tag)),
  path: (node, value) => isBelow(node.original_file_path ?? "", value.replace(/^\.\//, "").replace(/\/$/, "")),
  file: (node, value) => matchesWildcard(value, fileName(node)) || matchesWildcard(value, fileName(node).replace(/\.\w+$/, "")),
  package: (node, value) => matchesWildcard(value, node.package_name ?? ""),
  group: (node, value) => matchesWildcard(value, node.config?.group ?? ""),
  resource_type: (node, value) => node.resource_type === value,
  source: (node, value) => node.resource_type === "source" && (matchesWildcard(value, node.source_name ?? "") || matchesWildcard(value, `${node.source_name}.${node.name}`)),
  config: (node, value, key) => {
    let found: unknown = node.config;
    for (const name of key.split(".")) found = typeof found === "object" && found !== null ? (found as { readonly [name: string]: unknown })[name] : undefined;
    return Array.isArray(found) ? found.some((item) => String(item) === value) : found !== undefined && found !== null && matchesWildcard(value.toLowerCase(), String(found).toLowerCase());
  },
};

/** The name itself, or a beginning of its dotted place; with `*`, the whole of it. */
function isNamed(fqn: readonly string[], value: string): boolean {
  if (fqn.at(-1) === value) return true;
  const flat = fqn.join(".");
  if (value.includes("*")) return matchesWildcard(value, flat) || matchesWildcard(value, fqn.at(-1) ?? "");
  return flat === value || flat.startsWith(`${value}.`);
}

function isBelow(file: string, folder: string): boolean {
  return folder.includes("*") ? matchesWildcard(folder, file) || matchesWildcard(`${folder}/*`, file) : file === folder || file.startsWith(`${folder}/`);
}

function fileName(node: DbtNode): string {
  return (node.original_file_path ?? "").split("/").at(-1) ?? "";
}

interface Graph { readonly parents: ReadonlyMap<string, readonly string[]>; readonly children: ReadonlyMap<string, readonly string[]> }

function edgesOf(all: ReadonlyMap<string, DbtNode>): Graph {
  const parents = new Map<string, readonly string[]>();
  const children = new Map<string, string[]>();
  for (const [id, node] of all) {
    const above = node.depends_on?.nodes ?? [];
    parents.set(id, above);
    for (const parent of above) {
      const below = children.get(parent);
      if (below) below.push(id);
      else children.set(parent, [id]);
    }
  }
  return { parents, children };
}

/** Adds what is reached in at most `depth` steps. */
function walk(ids: Set<string>, next: ReadonlyMap<string, readonly string[]>, depth: number): void {
  let edge = [...ids];
  for (let step = 0; step < depth && edge.length > 0; step++) edge = edge.flatMap((id) => next.get(id) ?? []).filter((id) => !ids.has(id) && (ids.add(id), true));
}
