/** A generated Dagster project: plain assets in 50 files, with prefixes, groups, owners, tags, kinds, metadata, a three-column schema, up to two dependencies each. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const files = 50;

export function generateProject(folder: string, assets: number): void {
  const parts = join(folder, "src", "synth", "parts");
  mkdirSync(parts, { recursive: true });
  writeFileSync(join(folder, "pyproject.toml"), ['[project]', 'name = "synth"', 'version = "0.1.0"', "", "[tool.dg]", 'directory_type = "project"', "", "[tool.dg.project]", 'root_module = "synth"', "", "[tool.dagster]", 'module_name = "synth.definitions"', ""].join("\n"));
  writeFileSync(join(folder, "src", "synth", "__init__.py"), "");
  writeFileSync(join(parts, "__init__.py"), "");
  for (let file = 0; file < files; file++) {
    const ids = Array.from({ length: Math.ceil((assets - file) / files) }, (_, n) => file + n * files);
    writeFileSync(join(parts, `part_${String(file).padStart(2, "0")}.py`), `import dagster as dg\n${ids.map(assetSource).join("")}`);
  }
  writeFileSync(join(folder, "src", "synth", "definitions.py"), "import dagster as dg\nfrom . import parts\n\ndefs = dg.Definitions(assets=dg.load_assets_from_package_module(parts))\n");
}

/** Key parts of the asset with a number; make_home.py names the same. */
function keyOf(i: number): string {
  return `["lake", "g${i % 20}", "asset_${String(i).padStart(5, "0")}"]`;
}

function assetSource(i: number): string {
  const name = `asset_${String(i).padStart(5, "0")}`;
  const deps = [...new Set([Math.floor((i - 1) / 2), Math.floor(i / 3)])].filter((j) => j >= 0 && j < i).toSorted((a, b) => a - b);
  return `

@dg.asset(name="${name}", key_prefix=["lake", "g${i % 20}"], group_name="group_${i % 20}", deps=[${deps.map((j) => `dg.AssetKey(${keyOf(j)})`).join(", ")}],
          owners=["team:team${i % 7}", "user${i % 31}@example.com"], tags={"domain": "d${i % 9}", "tier": "${["gold", "silver", "bronze"][i % 3]}"}, kinds={"python", "${["duckdb", "snowflake", "s3"][i % 3]}"},
          metadata={"sla": ${i}, "dagster/table_name": "lake.g${i % 20}.${name}",
                    "dagster/column_schema": dg.TableSchema(columns=[dg.TableColumn("id", "int"), dg.TableColumn("value", "float"), dg.TableColumn("ts", "timestamp")])},
          description="Synthetic asset number ${i}.")
def ${name}():
    return dg.MaterializeResult(metadata={"dagster/row_count": ${i}})
`;
}
