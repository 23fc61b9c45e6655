/** Do two readers say the same? Positions do not count, nor does the order of what has none. */
import type { Asset, Json } from "../../../shared/model.ts";

/** Fields that readers may each know or not. `source`, `op` and the like belong to the picture that is shown. */
export const mergedFields = [
  "group", "owners", "tags", "kinds", "description", "deps", "metadata", "partitions", "codeVersion", "automation", "freshness", "ioManagerKey",
] as const satisfies readonly (keyof Asset)[];

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonical(a) === canonical(b);
}

export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) => {
    if (name === "at") return undefined;
    if (typeof part !== "object" || part === null) return part;
    // Metadata is a mapping by label.
    if (Array.isArray(part)) return part.every(isLabelled) ? part.toSorted((a, b) => (a.label < b.label ? -1 : 1)) : part;
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isLabelled(item: unknown): item is { readonly label: string } {
  return typeof item === "object" && item !== null && "label" in item && typeof item.label === "string";
}
