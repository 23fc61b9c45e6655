/** Files that went into a bundle -> the licence texts of the packages that they are of, which whoever ships the bundle has to ship, too. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export function licencesOf(files) {
  const folders = new Set(files.flatMap((file) => /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file.replaceAll("\0", ""))?.[1] ?? []));
  const texts = [...folders].filter((folder) => existsSync(path.join(folder, "package.json"))).map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const own = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    return [`${name} ${version} (${license})`, ...own.map((file) => readFileSync(path.join(folder, file), "utf8").trim())].join("\n\n");
  });
  return `${texts.sort().join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
