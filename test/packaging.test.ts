/** The packaging configuration, checked without a network: it fits electron-builder's schema and closes every fuse that it should. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = path.resolve(import.meta.dirname, "..");
const config = parse(readFileSync(path.join(root, "electron-builder.yml"), "utf8")) as { readonly [key: string]: unknown };

type Validate = ((data: unknown) => boolean) & { readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null };

function validator(): Validate {
  const ours = createRequire(import.meta.url);
  const builder = createRequire(ours.resolve("app-builder-lib/package.json"));
  const loaded = builder("ajv") as { readonly default?: unknown };
  const Ajv = (loaded.default ?? loaded) as new (options: object) => { compile(schema: unknown): Validate };
  return new Ajv({ strict: false, allErrors: true }).compile(builder("./scheme.json"));
}

describe("electron-builder.yml", () => {
  test("fits the schema of the installed electron-builder", () => {
    const validate = validator();
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("the check can fail", () => {
    expect(validator()({ ...config, appIdd: "x" })).toBe(false);
  });

  test("ships the sealed Dagster where the program looks for it", () => {
    expect(config["extraResources"]).toContainEqual({ from: ".cache/sandbox", to: "sandbox", filter: ["image.bin", "snapshot.bin", "snapshot-dbt.bin", "image.json", "licenses.txt"] });
    expect(config["asarUnpack"]).toContain("node_modules/pyodide/**");
  });

  test("lists its files in one place: beside a list of one system everything of the working copy would be shipped", () => {
    for (const system of ["linux", "mac", "win"]) expect(config[system]).not.toHaveProperty("files");
  });

  test("closes the fuses", () => {
    expect(config["electronFuses"]).toEqual({
      runAsNode: false,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(JSON.stringify(config)).not.toContain("no-sandbox");
  });
});
