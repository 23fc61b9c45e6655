/**
 * Access to polyglot's syntax trees: plain JSON in which an expression is an object with one member, its kind (`{"column": {...}}`).
 * Only what lineage needs is named here; everything else is walked through without being known.
 */

export type SqlNode = { readonly [member: string]: unknown };

export function isNode(value: unknown): value is SqlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member as a node, or null where it is absent or something else. */
export function child(node: SqlNode, member: string): SqlNode | null {
  const value = node[member];
  return isNode(value) ? value : null;
}

export function children(node: SqlNode, member: string): readonly SqlNode[] {
  const value = node[member];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Text of an identifier (`{"name": "orders"}`), however it is wrapped; null for anything else. */
export function identifier(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  if (!isNode(value)) return null;
  if ("name" in value) return identifier(value["name"]);
  const wrapped = child(value, "identifier") ?? child(value, "column") ?? child(value, "alias");
  return wrapped && identifier(wrapped);
}

export function identifiers(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one) => identifier(one) ?? []) : [];
}

const queryKinds = ["select", "union", "intersect", "except", "values"] as const;

/** Whether the node is a query by itself: what stands in parentheses is one too. */
export function isQuery(node: SqlNode): boolean {
  const select = child(node, "select");
  if (select) return Array.isArray(select["expressions"]);
  if (queryKinds.some((kind) => child(node, kind) !== null)) return true;
  const inner = child(node, "subquery") ?? child(node, "paren");
  const held = inner && child(inner, "this");
  return held !== null && isQuery(held);
}

/** First and last character that the node's names take, in characters from the start of the text; null where it holds no name. */
export function extent(value: unknown): { readonly start: number; readonly end: number } | null {
  let start = Infinity;
  let end = -1;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isNode(node)) return;
    const span = child(node, "span");
    if (span && typeof span["start"] === "number" && typeof span["end"] === "number") {
      start = Math.min(start, span["start"]);
      end = Math.max(end, span["end"]);
    }
    for (const member in node) if (member !== "span") visit(node[member]);
  };
  visit(value);
  return end < 0 ? null : { start, end };
}
