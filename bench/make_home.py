"""make_home.py HOME ASSETS EVENTS: a Dagster home with EVENTS materializations of each of the generated project's assets.

Every row is made of Dagster's own objects, written by Dagster's own serializer into the tables of its own storage, in one transaction:
its public API commits each event and would take an hour.
"""

import datetime
import os
import random
import sys
import time
from pathlib import Path

home, assets, events = Path(sys.argv[1]).resolve(), int(sys.argv[2]), int(sys.argv[3])
home.mkdir(parents=True, exist_ok=True)
(home / "dagster.yaml").write_text("telemetry:\n  enabled: false\nnux:\n  enabled: false\n")
os.environ["DAGSTER_HOME"] = str(home)

import dagster as dg  # noqa: E402
from dagster._core.events import DagsterEvent, DagsterEventType, StepMaterializationData  # noqa: E402
from dagster._core.events.log import EventLogEntry  # noqa: E402
from dagster._core.storage.dagster_run import DagsterRun, DagsterRunStatus  # noqa: E402
from dagster._core.storage.event_log.schema import AssetEventTagsTable, SqlEventLogStorageTable  # noqa: E402
from dagster._core.utils import make_new_run_id  # noqa: E402
from dagster._serdes import serialize_value  # noqa: E402

SCHEMA = dg.TableSchema([dg.TableColumn("id", "int"), dg.TableColumn("value", "float"), dg.TableColumn("ts", "timestamp")])
keys = [dg.AssetKey(["lake", f"g{i % 20}", f"asset_{i:05d}"]) for i in range(assets)]
rnd = random.Random(1)


def entry(i: int, round_: int, run_id: str, timestamp: float) -> EventLogEntry:
    metadata = {
        "dagster/row_count": 1000 + round_ * 10 + i % 7,
        "seconds": round(rnd.random() * 60, 3),
        "path": dg.MetadataValue.path(f"/data/{i}/{round_}.parquet"),
        "dagster/column_schema": SCHEMA,
    }
    if round_ % 10 == 0:
        metadata["preview"] = dg.MetadataValue.md(f"| id | value |\n|-|-|\n| {i} | {round_} |")
    event = DagsterEvent(
        event_type_value=DagsterEventType.ASSET_MATERIALIZATION.value,
        job_name="__ASSET_JOB",
        step_key=f"asset_{i:05d}",
        event_specific_data=StepMaterializationData(dg.AssetMaterialization(keys[i], metadata=metadata, tags={"dagster/data_version": f"{i}-{round_}"})),
    )
    return EventLogEntry(error_info=None, level=10, user_message="", run_id=run_id, timestamp=timestamp, step_key=event.step_key, job_name="__ASSET_JOB", dagster_event=event)


instance = dg.DagsterInstance.get()
storage = instance.event_log_storage
started = time.time()
step = 86400 * 90 / (assets * events)
latest = {}
number = 0
with storage.index_connection() as connection:
    for round_ in range(events):
        run_id = make_new_run_id()
        instance.add_run(DagsterRun(job_name="__ASSET_JOB", run_id=run_id, status=DagsterRunStatus.SUCCESS))
        rows, tags = [], []
        for i in range(assets):
            number += 1
            made = entry(i, round_, run_id, started - 86400 * 90 + number * step)
            stamp = datetime.datetime.fromtimestamp(made.timestamp, datetime.timezone.utc).replace(tzinfo=None)
            key = keys[i].to_string()
            rows.append(dict(id=number, run_id=run_id, event=serialize_value(made), dagster_event_type="ASSET_MATERIALIZATION", timestamp=stamp, step_key=made.step_key, asset_key=key, partition=None))
            tags.append(dict(event_id=number, asset_key=key, key="dagster/data_version", value=f"{i}-{round_}", event_timestamp=stamp))
            latest[i] = (made, number)
        connection.execute(SqlEventLogStorageTable.insert(), rows)
        connection.execute(AssetEventTagsTable.insert(), tags)
with storage.index_connection() as connection:
    for made, row in latest.values():
        storage._store_asset_event(connection, made, row)
instance.dispose()
print(f"{number} events in {time.time() - started:.0f} s")
