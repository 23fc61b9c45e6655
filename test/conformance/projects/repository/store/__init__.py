from dagster import load_assets_from_modules, repository, with_resources

from . import assets
from .jobs import nightly, nightly_schedule


@repository
def store():
    return [*with_resources(load_assets_from_modules([assets]), {}), nightly, nightly_schedule]
