import dagster as dg


@dg.asset(deps=[["crm", "leads"]], group_name="python")
def scored_leads(): ...


@dg.asset_check(asset=scored_leads)
def scores_are_positive():
    return dg.AssetCheckResult(passed=True)


@dg.schedule(cron_schedule="@weekly", target=[scored_leads])
def weekly(context): ...
