/**
 * The value that one reader states, and what the others say -> where it was written. Dagster knows values without their places, the
 * static reading knows both: its place is taken where the two agree on the value, and never where they differ.
 */
import type { Asset, MetadataEntry } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { isSame, type mergedFields } from "./same.ts";

export function placeOf(field: (typeof mergedFields)[number], knowing: Asset, pictures: readonly Asset[]): SourceSpan | undefined {
  return [knowing, ...pictures].find((picture) => picture.origins[field]?.at && isSame(picture[field], knowing[field]))?.origins[field]?.at;
}

/** The entries of `knowing`, each with the place of an equal entry of another reader where it has none of its own. */
export function placedMetadata(knowing: Asset, pictures: readonly Asset[]): Asset["metadata"] {
  const { metadata } = knowing;
  if (isUnknown(metadata)) return metadata;
  const others = pictures.flatMap((picture) => (picture === knowing || isUnknown(picture.metadata) ? [] : picture.metadata));
  const placed = new Map<string, MetadataEntry[]>();
  for (const entry of others) if (entry.at) placed.set(entry.label, [...(placed.get(entry.label) ?? []), entry]);
  if (placed.size === 0) return metadata;
  return metadata.map((entry) => {
    const at = entry.at ?? placed.get(entry.label)?.find((other) => other.type === entry.type && isSame(other.value, entry.value))?.at;
    return at ? { ...entry, at } : entry;
  });
}
