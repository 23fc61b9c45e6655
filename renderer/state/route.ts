/** Addresses of the views, as text after `#`, and back. Pure; the same link works in desktop, browser and the CLI's output. */

import { formatGraphAddress, parseGraphAddress, type GraphAddress } from "./graph/graph-address.ts";

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
  /** Of the lineage tab. */
  readonly graph?: GraphAddress;
}
/** The asset graph: the neighbourhood of `focus`, or all. */
export interface LineageRoute extends WithPeek {
  readonly view: "lineage";
  readonly focus?: string;
  /** Selection language or plain words. */
  readonly select?: string;
  readonly graph: GraphAddress;
}
/** Every column of the project. */
export interface ColumnsRoute extends WithPeek {
  readonly view: "columns";
  readonly text?: string;
  /** Only columns that lineage names and that do not exist. */
  readonly isBroken?: boolean;
}
/** Where one column comes from and goes to. */
export interface ColumnRoute extends WithPeek {
  readonly view: "column";
  readonly key: string;
  readonly column: string;
  /** Absent: both. */
  readonly direction?: "upstream" | "downstream";
  /** Absent: to the ends. */
  readonly depth?: number;
  /** With guesses by equal names. */
  readonly isInferred?: boolean;
  readonly isTable?: boolean;
}
/** Everything downstream of an asset, or of one of its columns. */
export interface ImpactRoute extends WithPeek {
  readonly view: "impact";
  readonly key: string;
  readonly column?: string;
  readonly owner?: string;
  readonly group?: string;
  readonly kind?: string;
  /** Only assets without a check. */
  readonly isUnguarded?: boolean;
  /** As of the catalog. */
  readonly sort?: string;
}
export interface PlainRoute extends WithPeek {
  readonly view: "welcome" | "problems" | "read" | "history" | "settings";
}
export type Route = CatalogRoute | AssetRoute | LineageRoute | ColumnsRoute | ColumnRoute | ImpactRoute | PlainRoute;

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
    return { view, key, tab, ...optional("column", parameters.get("column")), ...optional("partition", parameters.get("partition")), ...(tab === "lineage" ? { graph: parseGraphAddress(parameters) } : {}), ...peek };
  }
  if (view === "lineage" && rest.length === 0) {
    return { view, ...optional("focus", parameters.get("focus")), ...optional("select", parameters.get("select")), graph: parseGraphAddress(parameters), ...peek };
  }
  if (view === "columns") return parseColumns(rest, parameters, peek);
  if (view === "impact") {
    const key = decode(rest[0]);
    if (key === null || rest.length > 1) return null;
    const filters = { ...optional("owner", parameters.get("owner")), ...optional("group", parameters.get("group")), ...optional("kind", parameters.get("kind")) };
    return { view, key, ...optional("column", parameters.get("column")), ...filters, ...(parameters.get("only") === "unguarded" ? { isUnguarded: true } : {}), ...optional("sort", parameters.get("sort")), ...peek };
  }
  return plainViews.includes(view) && rest.length === 0 ? { view: view as PlainRoute["view"], ...peek } : null;
}

function parseColumns(rest: readonly string[], parameters: URLSearchParams, peek: WithPeek): Route | null {
  if (rest.length === 0) return { view: "columns", ...optional("text", parameters.get("text")), ...(parameters.get("only") === "broken" ? { isBroken: true } : {}), ...peek };
  const [key, column] = [decode(rest[0]), decode(rest[1])];
  if (key === null || column === null || rest.length > 2) return null;
  const direction = parameters.get("direction");
  const depth = parameters.get("depth");
  return {
    view: "column", key, column,
    ...(direction === "upstream" || direction === "downstream" ? { direction } : {}),
    ...(depth !== null && /^\d{1,4}$/.test(depth) ? { depth: Number(depth) } : {}),
    ...(parameters.get("inferred") === "yes" ? { isInferred: true } : {}),
    ...(parameters.get("as") === "table" ? { isTable: true } : {}),
    ...peek,
  };
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
    if (route.tab === "lineage" && route.graph) for (const [name, value] of formatGraphAddress(route.graph)) add(name, value);
  } else if (route.view === "columns") {
    add("text", route.text);
    add("only", route.isBroken ? "broken" : undefined);
  } else if (route.view === "column") {
    path = `columns/${encode(route.key)}/${encode(route.column)}`;
    add("direction", route.direction);
    add("depth", route.depth?.toString());
    add("inferred", route.isInferred ? "yes" : undefined);
    add("as", route.isTable ? "table" : undefined);
  } else if (route.view === "impact") {
    path = `impact/${encode(route.key)}`;
    add("column", route.column);
    add("owner", route.owner);
    add("group", route.group);
    add("kind", route.kind);
    add("only", route.isUnguarded ? "unguarded" : undefined);
    add("sort", route.sort);
  } else if (route.view === "lineage") {
    add("focus", route.focus);
    add("select", route.select);
    for (const [name, value] of formatGraphAddress(route.graph)) add(name, value);
  }
  add("peek", route.peek);
  return `#/${path}${parameters.length > 0 ? `?${parameters.join("&")}` : ""}`;
}

export function assetHref(key: string, tab: AssetTab = "overview", column?: string): string {
  return formatRoute({ view: "asset", key, tab, ...(column === undefined ? {} : { column }) });
}

export function columnHref(key: string, column: string): string {
  return formatRoute({ view: "column", key, column });
}

export function impactHref(key: string, column?: string): string {
  return formatRoute({ view: "impact", key, ...(column === undefined ? {} : { column }) });
}

/** The neighbourhood of an asset in the graph. */
export function lineageHref(focus: string): string {
  return formatRoute({ view: "lineage", focus, graph: {} });
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
