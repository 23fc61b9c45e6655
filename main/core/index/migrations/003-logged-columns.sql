-- What materializations say of columns: schemas, lineage and SQL, each distinct text of an asset once, with the newest event that said it.
CREATE TABLE logged_columns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,-- never given twice: who remembers it sees that the row is gone
  asset_key TEXT NOT NULL,             -- "a/b"
  home TEXT NOT NULL,                  -- id of the home
  kind TEXT NOT NULL,                  -- "schema" (dagster/column_schema), "lineage" (dagster/column_lineage) or "query" (texts that may hold SQL)
  hash TEXT NOT NULL,                  -- of value
  storage_id INTEGER NOT NULL,         -- newest materialization that said so
  timestamp REAL NOT NULL,             -- its time
  run_id TEXT NOT NULL,                -- its run
  value TEXT NOT NULL,                 -- JSON TableSchema, TableColumnLineage or list of MetadataEntry
  UNIQUE (asset_key, kind, home, hash)
);

-- Whether any asset changed is told without reading their payloads.
CREATE INDEX assets_by_checksum ON assets (checksum, id);

-- Logs that were read before are read again, for these rows.
UPDATE homes SET cursor = NULL, signature = NULL;
