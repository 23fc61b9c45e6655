"""Everything that Dagster loads."""

from pathlib import Path

import dagster as dg

from . import automation, checks
from .assets import customers, finance, inventory, marketing, marts, raw, reports, sources, staging, tour, web

here = Path(__file__).parent

tables = dg.load_assets_from_modules([staging, marts, finance])
others = dg.load_assets_from_modules([web, marketing, customers, inventory, reports, tour])

defs = dg.Definitions.merge(
    dg.Definitions(
        assets=[
            *raw.raw_tables,
            *sources.specs,
            sources.customers_2019,
            sources.provider_export,
            # People find the tables of the warehouse on the git host...
            *dg.link_code_references_to_git(
                dg.with_source_code_references(tables),
                git_url="https://github.com/example/shop-warehouse",
                git_branch="main",
                file_path_mapping=dg.AnchorBasedFilePathMapping(local_file_anchor=here, file_anchor_path_in_repository="shop"),
            ),
            # ...and everything else on their own disk.
            *dg.with_source_code_references(others),
        ],
        asset_checks=checks.checks,
        jobs=automation.jobs,
        schedules=automation.schedules,
        sensors=automation.sensors,
        resources={"memory": dg.mem_io_manager},
    ),
    dg.load_from_defs_folder(path_within_project=here / "defs"),
)
