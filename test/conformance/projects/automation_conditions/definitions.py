"""Automation: conditions made in every way, the older policies, sensors of their own."""
import dagster as dg
from dagster import AutomationCondition as C

cautious = C.eager().without(~C.in_progress()).with_label("cautious")
after_six = C.cron_tick_passed("0 6 * * *") & ~C.any_deps_missing()


def for_tier(tier: int) -> C:
    return C.on_cron("0 * * * *") if tier == 1 else C.on_missing()


@dg.asset(automation_condition=C.eager())
def eager(): ...


@dg.asset(automation_condition=C.on_cron("@daily"), deps=[eager])
def daily(): ...


@dg.asset(automation_condition=cautious, deps=[eager])
def labelled(): ...


@dg.asset(automation_condition=after_six | C.in_latest_time_window())
def combined(): ...


@dg.asset(automation_condition=C.eager().replace("newly_updated", C.newly_updated().since_last_handled()))
def replaced(): ...


@dg.asset(automation_condition=(C.newly_missing() | C.any_deps_updated().ignore(dg.AssetSelection.groups("slow"))).since(C.newly_requested()))
def since(): ...


tiered = [dg.AssetSpec(f"tier_{n}", automation_condition=for_tier(n), group_name="tiers") for n in (1, 2)]


@dg.multi_asset(specs=tiered)
def tiers(): ...


@dg.asset_check(asset=eager, automation_condition=C.eager())
def fine():
    return dg.AssetCheckResult(passed=True)


tier_sensor = dg.AutomationConditionSensorDefinition("tier_sensor", target=dg.AssetSelection.groups("tiers"), minimum_interval_seconds=60, description="Looks at the tiers.", default_status=dg.DefaultSensorStatus.RUNNING)
rest_sensor = dg.AutomationConditionSensorDefinition("rest_sensor", target=dg.AssetSelection.all() - dg.AssetSelection.groups("tiers"), run_tags={"by": "automation"})

defs = dg.Definitions(assets=[eager, daily, labelled, combined, replaced, since, tiers], asset_checks=[fine], sensors=[tier_sensor, rest_sensor])
