/** Addresses of the views, as text after `#`, and back. Pure; the same link works in desktop, browser and the CLI's output. */

export const assetTabs = ["overview", "columns", "lineage", "history", "partitions", "checks", "source"] as const;
export type AssetTab = (typeof assetTabs)[number];

interface WithPeek {
  /** Key of the asset in the panel at the right. */
  readonly peek?: string;
}
export interface CatalogRoute extends WithPeek {
  readonly view: "catalog";
  /** Selection language or plain words. */
  readonly select?: string;
  /** Column id, `-` before it for descending. */
  readonly sort?: string;
  /** Rows by key prefix. */
  readonly isTree?: boolean;
  /** Only rows in this state; see state/facets.ts. */
  readonly only?: string;
}
export interface AssetRoute extends WithPeek {
  readonly view: "asset";
  readonly key: string;
  readonly tab: AssetTab;
  readonly column?: string;
  readonly partition?: string;
}
export interface PlainRoute extends WithPeek {
  readonly view: "welcome" | "problems" | "read" | "history" | "settings";
}
export type Route = CatalogRoute | AssetRoute | PlainRoute;

const plainViews: readonly string[] = ["welcome", "problems", "read", "history", "settings"] satisfies PlainRoute["view"][];
/** Longer addresses are not ours. */
const maxLength = 20_000;

/** Reads `#/catalog?...`; null for what is no address of ours. Never throws. */
export function parseRoute(hash: string): Route | null {
  if (hash.length > maxLength || !hash.startsWith("#/")) return null;
  const [path = "", query = ""] = splitOnce(hash.slice(2), "?");
  const parameters = new URLSearchParams(query);
  const peek = optional("peek", parameters.get("peek"));
  const [view = "", ...rest] = path.split("/");
  if (view === "catalog") {
    return {
      view,
      ...optional("select", parameters.get("select")),
      ...optional("sort", parameters.get("sort")),
      ...optional("only", parameters.get("only")),
      ...(parameters.get("as") === "tree" ? { isTree: true } : {}),
      ...peek,
    };
  }
  if (view === "asset") {
    const key = decode(rest[0]);
    if (key === null || rest.length > 2) return null;
    const tab = assetTabs.find((one) => one === (rest[1] ?? "overview"));
    if (!tab) return null;
    return { view, key, tab, ...optional("column", parameters.get("column")), ...optional("partition", parameters.get("partition")), ...peek };
  }
  return plainViews.includes(view) && rest.length === 0 ? { view: view as PlainRoute["view"], ...peek } : null;
}

export function formatRoute(route: Route): string {
  const parameters: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") parameters.push(`${name}=${encode(value)}`);
  };
  let path: string = route.view;
  if (route.view === "catalog") {
    add("select", route.select);
    add("sort", route.sort);
    add("only", route.only);
    add("as", route.isTree ? "tree" : undefined);
  } else if (route.view === "asset") {
    path = `asset/${encode(route.key)}${route.tab === "overview" ? "" : `/${route.tab}`}`;
    add("column", route.column);
    add("partition", route.partition);
  }
  add("peek", route.peek);
  return `#/${path}${parameters.length > 0 ? `?${parameters.join("&")}` : ""}`;
}

export function assetHref(key: string, tab: AssetTab = "overview", column?: string): string {
  return formatRoute({ view: "asset", key, tab, ...(column === undefined ? {} : { column }) });
}

export function catalogHref(select: string): string {
  return formatRoute({ view: "catalog", select });
}

/** Half of a surrogate pair has no UTF-8 and would throw; it becomes the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD"));
}

function decode(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function optional<N extends string>(name: N, value: string | null): { [K in N]?: string } {
  const found: { [K in N]?: string } = {};
  if (value !== null && value !== "") found[name] = value;
  return found;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
