/**
 * What a reader says of a code location, in the form that crosses processes and is compared: each asset as its JSON text under a name
 * that tells it from others of the same key. Made where it is read, so that an index that holds the text need not even parse it.
 */
import type { Asset, LocationDefinitions } from "../../../shared/model.ts";

export interface ReadAsset {
  readonly key: string;
  /** 0, 1, ...: a location may define a key more than once. */
  readonly ordinal: number;
  /** Key and ordinal as one text. */
  readonly name: string;
  /** JSON Asset; null where it is the text that the index holds already. */
  readonly text: string | null;
}

export type ReadDefinitions = Omit<LocationDefinitions, "assets"> & { readonly assets: readonly ReadAsset[] };

export function toReadDefinitions(definitions: LocationDefinitions): ReadDefinitions {
  const ordinals = new Map<string, number>();
  const assets = definitions.assets.map((asset: Asset): ReadAsset => {
    const ordinal = ordinals.get(asset.key) ?? 0;
    ordinals.set(asset.key, ordinal + 1);
    return { key: asset.key, ordinal, name: rowName(asset.key, ordinal), text: JSON.stringify(asset) };
  });
  return { ...definitions, assets };
}

export function rowName(key: string, ordinal: number): string {
  return `${ordinal} ${key}`;
}
