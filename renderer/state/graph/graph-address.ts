/** What the address says about a graph, as the text after `?`, and back. Pure. Defaults are left out. */
import { colorings, type Coloring } from "./color-legend.ts";
import type { Growth } from "./visible-set.ts";

export const facetNames = ["kinds", "materialized", "rows", "checks", "partitions", "owners", "tags"] as const;
export type NodeFacet = (typeof facetNames)[number];

export interface GraphAddress {
  /** Hops; null for all. */
  readonly up?: number | null;
  readonly down?: number | null;
  readonly direction?: "right" | "down";
  readonly color?: Coloring;
  /** Key of the tag whose values are coloured. */
  readonly tag?: string;
  readonly facets?: readonly NodeFacet[];
  /** Ids of the open groups; "all" for every one; absent: as fits. */
  readonly open?: readonly string[] | "all";
  readonly grown?: readonly Growth[];
  readonly isTable?: boolean;
  /** Of the table: column id, `-` before it for descending. */
  readonly sort?: string;
}

const maxHops = 99;

export function parseGraphAddress(parameters: URLSearchParams): GraphAddress {
  const hops = (name: "up" | "down"): { [key: string]: number | null } => {
    const text = parameters.get(name);
    if (text === "all") return { [name]: null };
    return text !== null && /^\d{1,2}$/.test(text) ? { [name]: Math.min(maxHops, Number(text)) } : {};
  };
  const [color, tag] = splitColor(parameters.get("color"));
  const facets = parameters.get("facets");
  const open = parameters.get("open");
  const grown = readList(parameters.get("grown")).flatMap((text): Growth[] => (text.length < 2 || !"<>".includes(text[0]!) ? [] : [{ key: text.slice(1), side: text[0] === "<" ? "up" : "down" }]));
  const direction = parameters.get("direction");
  const sort = parameters.get("sort");
  return {
    ...hops("up"), ...hops("down"),
    ...(direction === "down" ? { direction } : {}),
    ...(color ? { color } : {}), ...(tag ? { tag } : {}),
    ...(facets === null ? {} : { facets: facetNames.filter((name) => facets.split(",").includes(name)) }),
    ...(open === null ? {} : { open: open === "all" ? "all" as const : readList(open) }),
    ...(grown.length > 0 ? { grown } : {}),
    ...(parameters.get("as") === "table" ? { isTable: true } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** Names and values in the order in which they stand in the address. */
export function formatGraphAddress(address: GraphAddress): [string, string][] {
  const parameters: [string, string][] = [];
  if (address.up !== undefined) parameters.push(["up", address.up === null ? "all" : String(address.up)]);
  if (address.down !== undefined) parameters.push(["down", address.down === null ? "all" : String(address.down)]);
  if (address.direction === "down") parameters.push(["direction", "down"]);
  if (address.color) parameters.push(["color", address.tag === undefined ? address.color : `${address.color}:${address.tag}`]);
  if (address.facets) parameters.push(["facets", address.facets.length === 0 ? "none" : address.facets.join(",")]);
  if (address.open) parameters.push(["open", address.open === "all" ? "all" : writeList(address.open)]);
  if (address.grown && address.grown.length > 0) parameters.push(["grown", writeList(address.grown.map((one) => `${one.side === "up" ? "<" : ">"}${one.key}`))]);
  if (address.isTable) parameters.push(["as", "table"]);
  if (address.sort) parameters.push(["sort", address.sort]);
  return parameters;
}

function splitColor(text: string | null): [Coloring | undefined, string | undefined] {
  if (text === null) return [undefined, undefined];
  const at = text.indexOf(":");
  const color = colorings.find((one) => one === (at < 0 ? text : text.slice(0, at)));
  return [color, color === "tag" && at >= 0 ? text.slice(at + 1) : undefined];
}

/** Names may hold anything: a comma or a backslash stands after a backslash. "none" for an empty list. */
function writeList(values: readonly string[]): string {
  return values.length === 0 ? "none" : values.map((value) => value.replace(/[\\,]/g, "\\$&")).join(",");
}

function readList(text: string | null): string[] {
  if (text === null || text === "none" || text === "") return [];
  const values = [""];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ",") values.push("");
    else values[values.length - 1] += text[i] === "\\" ? (text[++i] ?? "") : text[i]!;
  }
  return values;
}
