-- The index of one project. All of it can be made again from the project and its Dagster homes; nothing here is the only copy.
-- Tables with large payloads keep their rowid: counting and walking their keys then reads the key's index alone.
-- Times are seconds since 1970 UTC unless a name says otherwise; JSON columns hold the shapes of shared/model.ts.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,               -- "revision", "layout", "layoutKey", "indexedAt", "isFinished" (1: no run was cut short), "definitionsVersion", "exact NAME"
  value TEXT NOT NULL                  -- a number's text; of "layout" a checksum and JSON
) WITHOUT ROWID;

CREATE TABLE files (
  path TEXT PRIMARY KEY,               -- file or folder, relative to the opened folder, with "/"
  signature TEXT NOT NULL,             -- size, times and identity of its stat when the hash was taken
  hash TEXT NOT NULL,                  -- of a file's content, or of a folder's list of names
  is_settled INTEGER NOT NULL          -- 1 when it had not been written for two seconds then: the signature alone proves it unchanged
) WITHOUT ROWID;

CREATE TABLE probes (
  owner TEXT NOT NULL,                 -- name of the code location that asked ("exact NAME": its exact reading), "" for the discovery of the project
  kind TEXT NOT NULL,                  -- "read" (content), "kind" (file or folder?), "list" (names in a folder), "env" (variable)
  path TEXT NOT NULL,                  -- relative to the opened folder; of "env" the variable's name
  answer TEXT NOT NULL,                -- hash of content, list or value; "file", "folder" or "missing"; "problem" where it could not be read
  PRIMARY KEY (owner, kind, path)
) WITHOUT ROWID;

CREATE TABLE locations (
  name TEXT PRIMARY KEY,               -- as Dagster names the code location
  position INTEGER NOT NULL,           -- order of the code locations in the project
  entry TEXT NOT NULL,                 -- JSON CodeLocation it was read with: another one means it is read again
  read_at REAL NOT NULL,               -- when its definitions were read
  elapsed_ms REAL NOT NULL,            -- how long that took
  steps INTEGER NOT NULL,              -- evaluation steps it took
  is_complete INTEGER NOT NULL         -- 0 when reading was stopped by the watchdog
) WITHOUT ROWID;

CREATE TABLE definitions (
  key TEXT NOT NULL,                   -- asset key, "a/b"
  location TEXT NOT NULL,              -- code location that defines it
  reader TEXT NOT NULL,                -- which reader says so: "static", "sandbox", ...
  ordinal INTEGER NOT NULL,            -- 0, 1, ...: a location may define a key more than once
  payload TEXT NOT NULL,               -- JSON Asset, as the reader said it
  PRIMARY KEY (key, location, reader, ordinal)
);
CREATE INDEX definitions_by_location ON definitions (location, reader);

CREATE TABLE assets (
  id INTEGER PRIMARY KEY,              -- row of search_text
  key TEXT NOT NULL UNIQUE,            -- "a/b"
  is_stub INTEGER NOT NULL,            -- 1 when only named as a dependency
  location TEXT NOT NULL,              -- code location of the picture shown
  payload TEXT NOT NULL,               -- JSON Asset after reconciling its definitions, without the latest events
  checksum INTEGER NOT NULL            -- CRC-32 of payload: a damaged row is found, not shown
);

CREATE TABLE deps (
  key TEXT NOT NULL,                   -- downstream asset
  upstream TEXT NOT NULL,              -- asset that it depends on
  PRIMARY KEY (key, upstream)
) WITHOUT ROWID;
CREATE INDEX deps_by_upstream ON deps (upstream);

CREATE TABLE columns (
  key TEXT NOT NULL,                   -- asset
  position INTEGER NOT NULL,           -- place in its schema
  name TEXT NOT NULL,                  -- name of the column
  type TEXT NOT NULL,                  -- the database's word for its type
  description TEXT,                    -- description, if any
  PRIMARY KEY (key, position)
) WITHOUT ROWID;
CREATE INDEX columns_by_name ON columns (name COLLATE NOCASE);

CREATE VIRTUAL TABLE search_text USING fts5 (
  key,                                 -- parts of the asset key
  description,                         -- whole description
  columns,                             -- names and descriptions of columns
  metadata,                            -- labels and values of metadata
  facets,                              -- owners, tags, kinds, group
  tokenize = "unicode61 remove_diacritics 2"
);

CREATE TABLE parts (
  location TEXT NOT NULL,              -- code location; "" for the project as a whole
  reader TEXT NOT NULL,                -- which reader says so
  kind TEXT NOT NULL,                  -- "check", "job", "schedule", "sensor", "unloaded", "problem"
  ordinal INTEGER NOT NULL,            -- order in which they were said
  name TEXT NOT NULL,                  -- its name; of a problem its code
  asset TEXT,                          -- of a check: the asset that it checks
  payload TEXT NOT NULL,               -- JSON AssetCheck, JobDefinition, ScheduleDefinition, SensorDefinition, UnloadedAsset or Problem
  PRIMARY KEY (location, reader, kind, ordinal)
);
CREATE INDEX parts_by_asset ON parts (asset) WHERE asset IS NOT NULL;

CREATE TABLE finds (
  stage TEXT NOT NULL,                 -- who looked: "project", or "logs" and the id of the home
  ordinal INTEGER NOT NULL,            -- order of "What was read"
  payload TEXT NOT NULL,               -- JSON Find
  PRIMARY KEY (stage, ordinal)
) WITHOUT ROWID;

CREATE TABLE homes (
  id TEXT PRIMARY KEY,                 -- id of the DagsterHome
  path TEXT NOT NULL,                  -- absolute path of the home
  cursor TEXT,                         -- checksum and JSON LogCursor to go on from, null before the first batch
  signature TEXT                       -- sizes and times of its databases when last read to the end; null while reading
) WITHOUT ROWID;

CREATE TABLE events (
  home TEXT NOT NULL,                  -- id of the home
  storage_id INTEGER NOT NULL,         -- row of event_logs in that home
  asset_key TEXT NOT NULL,             -- "a/b"
  event_type TEXT NOT NULL,            -- "materialization" or "observation"
  timestamp REAL NOT NULL,             -- when it happened
  run_id TEXT NOT NULL,                -- empty for runless events
  partition TEXT,                      -- partition key, if any
  payload TEXT NOT NULL,               -- JSON Materialization without runStatus, which is that of runs
  PRIMARY KEY (home, storage_id)
);
CREATE INDEX events_by_asset ON events (asset_key, storage_id DESC);

CREATE TABLE latest_events (
  asset_key TEXT NOT NULL,             -- "a/b"
  event_type TEXT NOT NULL,            -- "materialization" or "observation"
  home TEXT NOT NULL,                  -- id of the home
  storage_id INTEGER NOT NULL,         -- newest of this asset, type and home
  timestamp REAL NOT NULL,             -- its time
  run_id TEXT NOT NULL,                -- its run
  row_count TEXT,                      -- JSON of its integer "dagster/row_count" entry, if any
  PRIMARY KEY (asset_key, event_type, home)
) WITHOUT ROWID;

CREATE TABLE check_evaluations (
  home TEXT NOT NULL,                  -- id of the home
  asset_key TEXT NOT NULL,             -- asset that was checked
  check_name TEXT NOT NULL,            -- name of the check
  run_id TEXT NOT NULL,                -- run that evaluated it; empty for runless evaluations
  partition TEXT NOT NULL,             -- partition key, "" for none
  timestamp REAL NOT NULL,             -- when
  status TEXT NOT NULL,                -- "planned", "succeeded", "failed", "skipped", "execution_failed"
  severity TEXT,                       -- "WARN" or "ERROR" of a failed one
  payload TEXT NOT NULL,               -- JSON CheckEvaluation
  PRIMARY KEY (asset_key, check_name, home, run_id, partition)
);
CREATE INDEX check_evaluations_by_time ON check_evaluations (asset_key, check_name, timestamp DESC);

CREATE TABLE runs (
  home TEXT NOT NULL,                  -- id of the home
  run_id TEXT NOT NULL,                -- id of the run
  status TEXT NOT NULL,                -- as Dagster writes it
  start_time REAL,                     -- when it began, if it did
  payload TEXT NOT NULL,               -- JSON RunSummary
  PRIMARY KEY (home, run_id)
);
CREATE INDEX runs_by_start ON runs (start_time DESC);
