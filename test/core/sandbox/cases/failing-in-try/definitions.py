import dagster as dg


def setting(name: str) -> str:
    return {"team": "data"}[name]


def build(name: str) -> dg.AssetsDefinition:
    # What is caught here is not what fails.
    try:
        condition = dg.AutomationCondition.on_cron("not a cron")
        owner = setting("team")
    except KeyError:
        condition = None
        owner = "nobody"
    # What is caught here fails, and has its own way out.
    try:
        group = setting("group")
    except (KeyError, AttributeError):
        group = "from_handler"

    @dg.asset(name=name, group_name=group, owners=[f"team:{owner}"], automation_condition=condition)
    def table(): ...

    return table


defs = dg.Definitions(assets=[build("orders"), build("customers")])
