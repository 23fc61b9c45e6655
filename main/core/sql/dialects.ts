/**
 * An asset's kinds, storage kind and the like -> polyglot's name of the dialect that its SQL is written in. What names no database
 * that is known gives "generic".
 */

const dialects: { readonly [word: string]: string } = {
  duckdb: "duckdb", motherduck: "duckdb", snowflake: "snowflake", snowpark: "snowflake", bigquery: "bigquery", googlebigquery: "bigquery",
  postgres: "postgresql", postgresql: "postgresql", timescale: "postgresql", redshift: "redshift", databricks: "databricks", unitycatalog: "databricks",
  delta: "databricks", deltalake: "databricks", spark: "spark", pyspark: "spark", sparksql: "spark", hive: "hive", trino: "trino", starburst: "trino",
  presto: "presto", athena: "athena", mysql: "mysql", mariadb: "mysql", sqlite: "sqlite", sqlserver: "tsql", mssql: "tsql", tsql: "tsql", azuresql: "tsql",
  synapse: "tsql", fabric: "fabric", oracle: "oracle", clickhouse: "clickhouse", teradata: "teradata", dremio: "dremio", starrocks: "starrocks",
  doris: "doris", materialize: "materialize", singlestore: "singlestore", druid: "druid", datafusion: "datafusion", exasol: "exasol",
};

/** `words` in the order of how sure they are. */
export function dialectOf(words: readonly string[]): string {
  for (const word of words) {
    const folded = word.toLowerCase().replace(/[^a-z]/g, "");
    if (Object.hasOwn(dialects, folded)) return dialects[folded]!;
  }
  return "generic";
}
