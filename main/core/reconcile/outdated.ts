/**
 * What an exact reader said of an asset, after its source changed -> the part that still counts. A field of which the static reading
 * says something else now is unknown until the exact reader speaks again; the others stay, so that nothing flickers on each save.
 */
import type { Asset } from "../../../shared/model.ts";
import { unknown } from "../../../shared/unknown.ts";
import { isSame, mergedFields } from "./same.ts";

const reason = "the source changed since Dagster loaded it";

/** `before` and `now`: the static reading of the source that the exact reader saw, and of the source as it is. */
export function outdated(exact: Asset, before: Asset, now: Asset): Asset {
  const changed = mergedFields.filter((field) => !isSame(before[field], now[field]));
  return { ...exact, source: now.source ?? exact.source, ...Object.fromEntries(changed.map((field) => [field, unknown(reason)])) };
}
