-- What materializations say of columns: schemas and lineage, each distinct text of an asset once, with the newest event that said it.
CREATE TABLE logged_columns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,-- never given twice: who remembers it sees that the row is gone
  asset_key TEXT NOT NULL,             -- "a/b"
  home TEXT NOT NULL,                  -- id of the home
  kind TEXT NOT NULL,                  -- "schema" (dagster/column_schema) or "lineage" (dagster/column_lineage)
  hash TEXT NOT NULL,                  -- of value
  storage_id INTEGER NOT NULL,         -- newest materialization that said so
  timestamp REAL NOT NULL,             -- its time
  run_id TEXT NOT NULL,                -- its run
  value TEXT NOT NULL,                 -- JSON TableSchema or TableColumnLineage
  UNIQUE (asset_key, kind, home, hash)
);

-- Logs that were read before are read again, for these rows.
UPDATE homes SET cursor = NULL, signature = NULL;
