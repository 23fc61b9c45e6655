#!/usr/bin/env python3
"""Makes shop/dagster_home: a month of the sample project's life, written by the real Dagster.

    python make_home.py            (a Python with `dagster` installed)

Every event is written by Dagster itself, which runs the project's own jobs in this process. Three things are ours:

- the clock: `time.time` and Dagster's own clock are set to the day that is played, so that a month passes in a minute;
- the place: the project is copied to /srv/shop and run there, and in tracebacks the folder of Dagster's own code is written as
  /srv/shop/.venv/site-packages, so that no file holds a path of the machine that made it;
- the end: logs of single runs (history/runs/<run id>.db), pickled outputs and captured output are dropped, because nothing that
  shows an asset needs them, and the databases are compacted, with no write-ahead log beside them.
"""

import os
import random
import shutil
import sqlite3
import sys
import sysconfig
import time
import uuid
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "shop"
PLACE = Path(os.environ.get("SHOP_PLACE", "/srv/shop"))
FIRST, LAST = date(2026, 9, 28), date(2026, 10, 27)


class Clock:
    """Played time: the chosen instant plus what really passed since it was chosen."""

    def __init__(self) -> None:
        self.real = time.time
        self.shift = 0.0

    def now(self) -> float:
        return self.real() + self.shift

    def set(self, day: date, hour: int, minute: int) -> None:
        instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.utc).timestamp()
        self.shift = instant - self.real()
        os.environ["SHOP_TODAY"] = str(day)


def play() -> None:
    clock = Clock()
    time.time = clock.now
    rnd = random.Random(7)
    uuid.uuid4 = lambda: uuid.UUID(int=rnd.getrandbits(128), version=4)

    import dagster as dg
    import dagster._time as dagster_time
    from dagster._core.definitions.observe import observe

    dagster_time._mockable_get_current_timestamp = clock.now
    dagster_time._mockable_get_current_datetime = lambda: datetime.fromtimestamp(clock.now(), timezone.utc)

    clock.set(FIRST, 2, 0)
    from shop.assets import sources
    from shop.assets.raw import SCHEMA_CHANGE
    from shop.definitions import defs

    instance = dg.DagsterInstance.get()
    repository = defs.get_repository_def()
    everything = repository.get_job("__ASSET_JOB")

    def run(job, keys=None, partition=None, tags=None, fails=False):
        result = job.execute_in_process(
            instance=instance,
            asset_selection=[dg.AssetKey(key.split("/")) for key in keys] if keys else None,
            partition_key=partition,
            tags=tags,
            raise_on_error=False,
        )
        if result.success == fails:
            raise SystemExit(f"{keys or job.name} on {os.environ['SHOP_TODAY']}: success is {result.success}")

    # Every night the tables that the books rest on; once a week, and at the end, all that the job holds.
    heart = ["raw/orders", "staging/stg_orders", "finance/revenue_daily"]
    nightly = sorted(
        key.to_user_string()
        for key in repository.get_job("nightly").asset_layer.selected_asset_keys
        if key.to_user_string() != "core/fct_orders"  # partitioned: runs below, a day at a time
    )
    instance.add_dynamic_partitions("campaigns", ["autumn_sale", "back_to_school"])
    day = FIRST
    while day <= LAST:
        weekday = day.weekday()
        clock.set(day, 2, 30)
        run(everything, nightly if weekday == 0 or day in (SCHEMA_CHANGE, LAST) else heart, tags={"dagster/schedule_name": "every_night"})
        if weekday in (1, 4):
            clock.set(day, 3, 10)
            run(everything, ["core/fct_orders"], partition=str(day - timedelta(days=1)), tags={"dagster/schedule_name": "every_night"})
        if weekday == 1:
            clock.set(day, 4, 0)
            run(everything, ["web/sessions", "web/landing_pages"], partition=str(day - timedelta(days=1)))
            if day > date(2026, 10, 1):
                run(everything, ["web/clicks"], partition=f"{day}-02:00")
        clock.set(day, 5, 15)
        if weekday in (2, 4) or day == date(2026, 10, 19):
            run(everything, ["marketing/attribution"], fails=day == date(2026, 10, 19))
        if weekday == 0:
            clock.set(day, 5, 40)
            run(everything, ["inventory/stock_alerts_berlin", "inventory/stock_alerts_lyon", "inventory/reorder_plan", "reports/kpi_dashboard", "reports/weekly_letter"])
            for channel in ("search", "newsletter"):
                run(everything, ["marketing/channel_spend"], partition=dg.MultiPartitionKey({"day": str(day - timedelta(days=1)), "channel": channel}))
        if weekday == 6 or day.day == 12:
            clock.set(day, 6, 20)
            run(everything, ["customers/churn_features", "customers/churn_model", "customers/churn_scores", "customers/churn_report"])
        if day.day == 1:
            clock.set(day, 7, 0)
            run(everything, ["finance/refunds_monthly"], partition="2026-09-01")
            for country in ("DE", "FR", "NL"):
                run(everything, ["finance/vat_report"], partition=country)
        day += timedelta(days=1)

    clock.set(LAST, 8, 0)
    run(everything, ["marketing/newsletter_recipients"], partition="autumn_sale")
    run(everything, ["quality/metadata_tour"])
    run(everything, ["finance/ledger_postings"])
    observe([sources.provider_export], instance=instance)
    instance.report_runless_asset_event(dg.AssetMaterialization(["crm", "segments"], metadata={"dagster/row_count": 31, "reported_by": "the CRM's own export"}))
    instance.report_runless_asset_event(dg.AssetMaterialization(["web", "cookie_banner"], description="Of an asset that no code defines any more.", metadata={"accepted": 0.61}))
    instance.dispose()


def compact(home: Path) -> None:
    for path in [home / "storage", home / "schedules", home / ".telemetry", home / ".nux", home / "logs", home / "artifacts"]:
        shutil.rmtree(path, ignore_errors=True)
    for path in list((home / "history" / "runs").iterdir()):
        if not path.name.startswith("index.db"):
            path.unlink()
    for database in [home / "history" / "runs" / "index.db", home / "history" / "runs.db"]:
        connection = sqlite3.connect(database)
        if database.name == "runs.db":
            # The database stamps these with its own clock.
            connection.execute("update runs set create_timestamp = datetime(start_time, 'unixepoch'), update_timestamp = datetime(end_time, 'unixepoch') where start_time is not null")
        if database.name == "index.db":
            for library in {sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")}:
                connection.execute("update event_logs set event = replace(event, ?, '/srv/shop/.venv/site-packages')", (library,))
        connection.commit()
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute("vacuum")
        connection.close()
    for path in home.rglob("*.db-*"):
        path.unlink()


def main() -> None:
    shutil.rmtree(PLACE, ignore_errors=True)
    shutil.copytree(SOURCE, PLACE, ignore=shutil.ignore_patterns("dagster_home", "__pycache__", ".tmp*"))
    home = PLACE / "dagster_home"
    home.mkdir()
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\n")
    os.environ["DAGSTER_HOME"] = str(home)
    os.chdir(PLACE)
    sys.path.insert(0, str(PLACE))
    play()
    compact(home)
    target = SOURCE / "dagster_home"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(home, target)
    shutil.rmtree(PLACE)
    for path in sorted(target.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>9}  {path.relative_to(SOURCE)}")


if __name__ == "__main__":
    main()
