import dagster as dg


class Ingest(dg.Component, dg.Model, dg.Resolvable):
    tables: list[str]
    schema_name: str = "public"

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        return dg.Definitions(assets=[dg.AssetSpec([self.schema_name, t], kinds={"postgres"}, metadata={"table": f"{self.schema_name}.{t}"}) for t in self.tables])
