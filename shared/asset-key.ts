/**
 * Asset keys: a list of parts, written `a/b`. Mirrors `AssetKey.to_user_string` / `from_user_string` and their escaped forms
 * (dagster 1.13, `_core/definitions/asset_key.py`): a `/` inside a part is written `\/`, so that the text can be parsed back.
 */

export type AssetKeyPath = readonly string[];

export function formatAssetKey(path: AssetKeyPath): string {
  return path.map((part) => part.replaceAll("/", "\\/")).join("/");
}

export function parseAssetKey(text: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && text[i + 1] === "/") {
      part += "/";
      i++;
    } else if (text[i] === "/") {
      parts.push(part);
      part = "";
    } else part += text[i];
  }
  parts.push(part);
  return parts;
}

/** A key as a title: its last part stands out, the others stand dim before it. */
export interface KeyTitle {
  /** `a/b/` of `a/b/c`, "" where the key has one part. */
  readonly prefix: string;
  readonly name: string;
}

export function titleOfKey(path: AssetKeyPath): KeyTitle {
  return { prefix: path.length > 1 ? `${formatAssetKey(path.slice(0, -1))}/` : "", name: formatAssetKey(path.slice(-1)) || "(empty key)" };
}

/** Order by code point, part by part, as Python sorts the paths. */
export function compareAssetKeys(a: AssetKeyPath, b: AssetKeyPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
  }
  return a.length - b.length;
}
