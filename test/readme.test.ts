/** What README.md says that can rot: commands and their options, exit codes, links to files. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exitCodes } from "../main/cli/exit-codes.ts";
import { copyProject } from "./support/project-copy.ts";
import { runCli } from "./support/run-cli.ts";

const root = path.resolve(import.meta.dirname, "..");
const readme = readFileSync(path.join(root, "README.md"), "utf8");

describe("README.md", () => {
  it("tells of every command, and every option that it names is there", async () => {
    const project = copyProject(path.join(root, "docs"));
    try {
      const help = (await runCli(project, ["--help"])).stdout;
      const commands = [...help.slice(help.indexOf("Commands:")).matchAll(/^ {2}(\w+) /gm)].map((match) => match[1]!).filter((name) => name !== "help");
      expect(commands.length).toBeGreaterThan(3);
      const all = [help, ...(await Promise.all(commands.map(async (command) => (await runCli(project, [command, "--help"])).stdout)))].join("\n");
      for (const command of commands) expect(readme).toContain(`npm run assetscope -- ${command} `);
      const options = new Set([...readme.matchAll(/(?<=[\s`[(])--[a-z][a-z-]+/g)].map((match) => match[0]));
      expect([...options].filter((option) => !all.includes(option))).toEqual([]);
    } finally {
      project.remove();
    }
  });

  it("tells of every exit code", () => {
    const rows = [...readme.split("| exit code |")[1]!.split("\n\n")[0]!.matchAll(/^\| (\d) \|/gm)].map((match) => Number(match[1]));
    expect(rows).toEqual(Object.values(exitCodes).toSorted());
  });

  it("links to nothing that is not there", () => {
    for (const name of ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]) {
      const text = readFileSync(path.join(root, name), "utf8");
      const targets = [...text.matchAll(/\]\(([^)#:]+)\)|(?:src|srcset)="([^":]+)"/g)].map((match) => match[1] ?? match[2]!);
      expect(targets.filter((target) => !existsSync(path.join(root, target))), name).toEqual([]);
    }
  });
});
