"""A component of our own: a product feed for a shop window on somebody else's site."""

import dagster as dg


class FeedExport(dg.Component, dg.Model, dg.Resolvable):
    """Writes products and prices in the form that a partner wants, one asset a market."""

    partner: str
    markets: list[str]
    owner: str
    fields: list[str] = ["title", "price"]

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        return dg.Definitions(assets=[self.build_feed(market) for market in self.markets])

    def build_feed(self, market: str) -> dg.AssetsDefinition:
        @dg.asset(
            key=["exports", self.partner, f"feed_{market}"],
            group_name="exports",
            deps=[["core", "dim_products"]],
            owners=[self.owner],
            kinds={"xml"},
            tags={"market": market, "partner": self.partner},
            description=f"Product feed for {self.partner} in {market.upper()}.",
            metadata={"fields": self.fields, "dagster/uri": f"sftp://feeds.example.com/{self.partner}/{market}.xml"},
        )
        def feed(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
            return dg.MaterializeResult(metadata={"products": 240})

        return feed
