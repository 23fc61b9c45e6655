/** A folder as one comparable value: every path below it with its kind and a hash of its bytes. */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

/** Path below the folder -> "folder", "link TARGET" or the SHA-256 of the file. Links are not followed. */
export function folderDigest(folder: string): Record<string, string> {
  const digest: Record<string, string> = {};
  const visit = (relative: string): void => {
    for (const name of readdirSync(path.join(folder, relative)).toSorted()) {
      const below = path.join(relative, name);
      const file = path.join(folder, below);
      const stat = lstatSync(file);
      if (stat.isSymbolicLink()) digest[below] = `link ${readlinkSync(file)}`;
      else if (stat.isDirectory()) {
        digest[below] = "folder";
        visit(below);
      } else digest[below] = stat.isFile() ? createHash("sha256").update(readFileSync(file)).digest("hex") : "special";
    }
  };
  visit("");
  return digest;
}
