/**
 * What several readers and code locations say of one asset key -> the one asset that is shown, with who said what kept beside it,
 * and the definitions that conflict with it. Does not read the index or the log; knows no reader by more than its rank.
 */
import type { Asset, FieldOrigin, Reader } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { placedMetadata, placeOf } from "./places.ts";
import { isSame, mergedFields, toJson } from "./same.ts";

/** Whom to believe first where readers of the same code location differ: Dagster itself before those that interpret its sources. */
const ranks: { readonly [R in Reader]: number } = { python: 0, sandbox: 1, dbt: 2, yaml: 3, static: 4, log: 5 };

/** Each reader has words of its own for these: what is written, or what Dagster makes of it. That is no difference. */
const asWritten: ReadonlySet<string> = new Set(["automation", "freshness"]);

export interface Reconciled {
  readonly asset: Asset;
  /** Definitions of the same key elsewhere: Dagster would refuse two in one location, and show both of two locations. */
  readonly duplicates: readonly Asset[];
}

/** `pictures` in the order of their code locations; null where there are none. */
export function reconcile(pictures: readonly Asset[]): Reconciled | null {
  const defined = pictures.filter((picture) => !picture.isStub);
  const candidates = defined.length > 0 ? defined : pictures;
  const first = candidates[0];
  if (!first) return null;
  // A location that makes the asset is its home; one that only declares it external refers to that.
  const home = (candidates.find((picture) => picture.kind === "materializable") ?? first).codeLocation;
  const ofHome = candidates.filter((picture) => picture.codeLocation === home).toSorted((a, b) => ranks[a.reader] - ranks[b.reader]);
  const shown = ofHome[0] ?? first;
  // One picture a reader is merged; a second one of the same reader is a second definition.
  const merged = ofHome.filter((picture, i) => ofHome.findIndex((other) => other.reader === picture.reader) === i);
  const duplicates = candidates.filter((picture) => !merged.includes(picture));
  return { asset: merged.length > 1 ? mergeReaders(shown, merged) : shown, duplicates: defined.length > 0 ? duplicates : [] };
}

/** Field by field: the best reader that knows it; what others say differently is kept in `origins`. */
function mergeReaders(shown: Asset, pictures: readonly Asset[]): Asset {
  const origins: { [field: string]: FieldOrigin } = { ...shown.origins };
  const values: { [field: string]: unknown } = {};
  for (const field of mergedFields) {
    const knowing = pictures.find((picture) => !isUnknown(picture[field])) ?? shown;
    values[field] = field === "metadata" ? placedMetadata(knowing, pictures) : knowing[field];
    const others = asWritten.has(field) ? [] : pictures
      .filter((picture) => picture !== knowing && !isUnknown(picture[field]) && !isSame(picture[field], knowing[field]))
      .map((picture) => ({ reader: picture.reader, value: toJson(picture[field]) }));
    const written = placeOf(field, knowing, pictures);
    if (knowing === shown && others.length === 0 && !written) continue;
    const at = written ?? knowing.source;
    origins[field] = { reader: knowing.reader, ...(at ? { at } : {}), ...(others.length > 0 ? { others } : {}) };
  }
  const withSource = pictures.find((picture) => picture.source !== null) ?? shown;
  return {
    ...shown, ...values, origins, source: withSource.source, definedBy: withSource.definedBy ?? shown.definedBy,
    codeReferences: (pictures.find((picture) => picture.codeReferences.length > 0) ?? shown).codeReferences,
    op: shown.op ?? withSource.op, jobs: [...new Set(pictures.flatMap((picture) => picture.jobs))].toSorted(),
  };
}
