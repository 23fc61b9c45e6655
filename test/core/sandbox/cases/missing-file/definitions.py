import dagster as dg
import yaml

settings = yaml.safe_load(open("settings.yaml", encoding="utf-8"))


@dg.asset(group_name=settings["group"], owners=["team:data"])
def orders(): ...


defs = dg.Definitions(assets=[orders])
