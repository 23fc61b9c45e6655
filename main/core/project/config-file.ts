/**
 * A TOML or YAML file of the project -> its data, with the line of each part for finds and problems. Data only: no custom tags, few
 * aliases, capped size. A file that does not parse is one problem with its line; nothing throws.
 */
import { TomlError, parse as parseToml } from "smol-toml";
import { LineCounter, isNode, parseDocument } from "yaml";
import { isTable } from "./config-data.ts";
import type { ConfigFile } from "./config-data.ts";
import { addProblem } from "./findings.ts";
import type { Findings } from "./findings.ts";

const maxConfigBytes = 1_000_000;

/** Read once for each discovery, however often it is asked for. */
export function readToml(findings: Findings, file: string): ConfigFile | null {
  return readOnce(findings, file, parseTomlFile);
}

export function readYaml(findings: Findings, file: string): ConfigFile | null {
  return readOnce(findings, file, parseYamlFile);
}

function readOnce(findings: Findings, file: string, parse: (findings: Findings, file: string) => ConfigFile | null): ConfigFile | null {
  const known = findings.parsed.get(file);
  if (known !== undefined) return known;
  const config = parse(findings, file);
  findings.parsed.set(file, config);
  return config;
}

function parseTomlFile(findings: Findings, file: string): ConfigFile | null {
  const text = readConfigText(findings, file);
  if (text === null) return null;
  try {
    return { file, data: parseToml(text), at: (...path) => ({ file, line: tomlLine(text, path) }) };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    const message = error instanceof TomlError ? (error.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "") : "too deeply nested";
    addProblem(findings, "error", "project.toml-syntax", `${file} is not valid TOML: ${message}`, { file, line }, "What this file declares is not shown until it parses.");
    return null;
  }
}

function parseYamlFile(findings: Findings, file: string): ConfigFile | null {
  const text = readConfigText(findings, file);
  if (text === null) return null;
  const counter = new LineCounter();
  const fail = (message: string, line: number): null => {
    addProblem(findings, "error", "project.yaml-syntax", `${file} is not valid YAML: ${message}`, { file, line }, "What this file declares is not shown until it parses.");
    return null;
  };
  try {
    // PyYAML, which Dagster reads with, takes the last of two equal keys.
    const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, logLevel: "silent", merge: true });
    const [error] = document.errors;
    if (error) return fail((error.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, ""), error.linePos?.[0].line ?? 1);
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    const at: ConfigFile["at"] = (...path) => {
      const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
      const offset = isNode(node) && node.range ? node.range[0] : 0;
      return { file, line: Math.max(1, counter.linePos(offset).line) };
    };
    return { file, data: isTable(data) ? data : {}, at };
  } catch (error) {
    return fail(error instanceof ReferenceError ? "too many aliases" : "too deeply nested", 1);
  }
}

function readConfigText(findings: Findings, file: string): string | null {
  findings.configFiles.add(file);
  const read = findings.files.readText(file, { maxBytes: maxConfigBytes });
  if (read === null) return null;
  if ("text" in read) return read.text;
  addProblem(findings, "error", "project.unreadable", `${file} ${read.problem}`, { file, line: 1 });
  return null;
}

/** The line of the longest header that the path begins with: `[tool.dg.project]` for tool, dg, project, root_module; then of the key in it. */
function tomlLine(text: string, path: readonly (string | number)[]): number {
  const keys = path.filter((part): part is string => typeof part === "string");
  const lines = text.split("\n");
  for (let length = keys.length; length > 0; length--) {
    const header = keys.slice(0, length).join(".");
    const start = lines.findIndex((line) => line.trim().startsWith("[") && line.replaceAll(/[[\]"'\s]|#.*$/g, "") === header);
    if (start < 0) continue;
    const key = keys[length];
    if (key === undefined) return start + 1;
    const end = lines.findIndex((line, index) => index > start && line.trim().startsWith("["));
    const at = lines.findIndex((line, index) => index > start && (end < 0 || index < end) && line.split(/[=.]/, 1)[0]?.replaceAll(/["'\s]/g, "") === key);
    return (at < 0 ? start : at) + 1;
  }
  return 1;
}
