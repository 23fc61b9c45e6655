/** What selections are told from -> values of each attribute of the language with the number of assets that have them. */
import type { SelectionValues } from "../../../shared/api.ts";
import type { SelectableAsset, SelectionGraph } from "../../../shared/selection/evaluate.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";

/** A list to choose from, not the catalog: of the values of an attribute only the most frequent are told. */
const mostValues = 20_000;
/** Values longer than this are found by no one who types. */
const longestValue = 200;

export function selectionValues({ assets }: SelectionGraph): SelectionValues {
  const counts = new Map<string, Map<string, number>>();
  const count = (attribute: string, values: Iterable<string>): void => {
    let known = counts.get(attribute);
    if (!known) counts.set(attribute, (known = new Map()));
    for (const value of new Set(values)) if (value !== "" && value.length <= longestValue && !/[\r\n]/.test(value)) known.set(value, (known.get(value) ?? 0) + 1);
  };
  for (const asset of assets) {
    const columnTags = new Set(knownOr(asset.columns, []).flatMap((column) => Object.entries(column.tags).map((pair) => pair.join("\n"))));
    for (const [attribute, get] of Object.entries(plain)) count(attribute, get(asset));
    for (const [key, value] of Object.entries(knownOr(asset.tags, {}))) countPair(count, "tag", key, isUnknown(value) ? "" : value);
    count("column_tag", [...columnTags].map((pair) => splitPair(pair)[0]));
    for (const pair of columnTags) count(`column_tag:${splitPair(pair)[0]}`, [splitPair(pair)[1]]);
    for (const [key, value] of knownOr(asset.metadata, new Map<string, string>())) countPair(count, "metadata", key, /^[[{]/.test(value) ? "" : value);
  }
  return { attributes: Object.fromEntries([...counts].filter(([, values]) => values.size > 0).map(([attribute, values]) => [attribute, Object.fromEntries(mostFrequent(values))])) };
}

const plain: { readonly [attribute: string]: (asset: SelectableAsset) => readonly string[] } = {
  key: (asset) => [asset.key],
  group: (asset) => [knownOr(asset.group, "")],
  owner: (asset) => knownOr(asset.owners, []),
  kind: (asset) => knownOr(asset.kinds, []),
  is: (asset) => [asset.isExternal ? "external" : "materializable"],
  code_location: (asset) => [asset.codeLocation],
  status: (asset) => [asset.status ?? "", asset.materializedAt === null ? "missing" : "materialized"],
  column: (asset) => knownOr(asset.columns, []).map((column) => column.name),
  table_name: (asset) => knownOr(asset.tableNames, []),
  partitions: (asset) => [knownOr(asset.partitions, "")],
  automation_type: (asset) => automationWords(knownOr(asset.automationTypes, [])),
  job: (asset) => asset.jobs,
  sensor: (asset) => asset.sensors,
  schedule: (asset) => asset.schedules,
  path: (asset) => [asset.path ?? ""],
};

function countPair(count: (attribute: string, values: Iterable<string>) => void, attribute: string, key: string, value: string): void {
  count(attribute, [key]);
  count(`${attribute}:${key}`, [value]);
}

function automationWords(types: readonly string[]): string[] {
  return types.length === 0 ? ["none"] : ["any", ...types, ...(types.some((type) => type.startsWith("sensor/")) ? ["sensor"] : [])];
}

function splitPair(pair: string): [key: string, value: string] {
  const at = pair.indexOf("\n");
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function mostFrequent(values: ReadonlyMap<string, number>): (readonly [string, number])[] {
  return values.size <= mostValues ? [...values] : [...values].sort((a, b) => b[1] - a[1]).slice(0, mostValues);
}
