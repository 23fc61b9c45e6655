from dagster import AutomationCondition, Definitions, load_asset_checks_from_package_module, load_assets_from_modules, load_assets_from_package_module

from lake import here, parts, raw

defs = Definitions(
    assets=[
        *load_assets_from_modules([raw], group_name="raw", key_prefix="raw", automation_condition=AutomationCondition.eager()),
        *load_assets_from_package_module(parts, key_prefix=["lake", "parts"], source_key_prefix="external", include_specs=True),
        *here.loaded,
    ],
    asset_checks=load_asset_checks_from_package_module(parts, asset_key_prefix=["lake", "parts"]),
)
