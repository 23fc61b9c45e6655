-- What was read from SQL before, so that an unchanged statement is never read twice.
CREATE TABLE sql_lineage (
  hash TEXT PRIMARY KEY,               -- of the text, its dialect, and the tables that it may read with their columns
  answer TEXT NOT NULL                 -- JSON SqlLineage
) WITHOUT ROWID;
