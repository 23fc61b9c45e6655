"""A component class of the project's own."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import dagster as dg
from dagster.components import ComponentLoadContext, Resolvable


class Table(dg.Model, Resolvable):
    name: str
    rows: int = 10
    tags: Mapping[str, str] = {}


@dataclass
class Ingest(dg.Component, Resolvable):
    """Loads tables of a system."""

    system: str
    tables: list[Table]
    schedule: str | None = None
    spec: dg.ResolvedAssetSpec | None = None
    labels: list[str] = field(default_factory=list)

    @staticmethod
    def get_additional_scope() -> Mapping[str, Any]:
        return {"shout": lambda text: text.upper(), "region": "eu"}

    def build_defs(self, context: ComponentLoadContext) -> dg.Definitions:
        assets = [self._asset(table) for table in self.tables]
        jobs = [dg.define_asset_job(f"load_{self.system}", selection=dg.AssetSelection.assets(*assets))]
        schedules = [dg.ScheduleDefinition(job=jobs[0], cron_schedule=self.schedule)] if self.schedule else []
        return dg.Definitions(assets=[*assets, *([self.spec] if self.spec else [])], jobs=jobs, schedules=schedules)

    def _asset(self, table: Table):
        @dg.asset(key=[self.system, table.name], kinds={"postgres"}, tags={**table.tags, **{label: "" for label in self.labels}}, metadata={"rows": table.rows}, description=f"{table.name} of {self.system}")
        def load(): ...

        return load
