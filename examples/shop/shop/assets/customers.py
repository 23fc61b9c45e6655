"""Who will stay: features, a model, scores. Passed on in memory, so that upstream assets are named by parameters."""

import random
from dataclasses import dataclass

import dagster as dg

from ..clock import today
from ..owners import DATA_SCIENCE
from ..simulation import orders_until

DIM_CUSTOMERS = dg.AssetKey(["core", "dim_customers"])


@dataclass
class ChurnModel:
    """Chance that a customer is gone, by days since the last order."""

    half_life_days: float

    def score(self, days: int) -> float:
        return 1 - 0.5 ** (days / self.half_life_days)


@dg.asset(key_prefix="customers", group_name="data_science/churn", deps=[DIM_CUSTOMERS, ["core", "fct_orders"]], owners=[DATA_SCIENCE], kinds={"python", "pandas"}, io_manager_key="memory")
def churn_features(context: dg.AssetExecutionContext) -> dict[int, int]:
    """Days since the last order, by customer."""
    last = {order.customer_id: order.ordered_on for order in orders_until(today())}
    features = {customer: (today() - day).days for customer, day in last.items()}
    context.add_output_metadata({"dagster/row_count": len(features), "median_days": sorted(features.values())[len(features) // 2]})
    return features


@dg.asset(
    key_prefix="customers",
    group_name="data_science/churn",
    owners=[DATA_SCIENCE, "ml-reviews@example.com"],
    kinds={"python", "scikitlearn"},
    io_manager_key="memory",
    metadata={"class": dg.MetadataValue.python_artifact(ChurnModel), "notebook": dg.MetadataValue.notebook("notebooks/churn.ipynb")},
    op_tags={"dagster/priority": "2"},
    pool="training",
)
def churn_model(context: dg.AssetExecutionContext, churn_features: dict[int, int]) -> ChurnModel:
    """A curve fitted to how long customers stay away."""
    model = ChurnModel(half_life_days=20 + len(churn_features) % 13)
    loss = random.Random(f"loss {today()}").uniform(0.21, 0.34)
    context.add_output_metadata({"half_life_days": model.half_life_days, "loss": round(loss, 4), "validation_loss": float("nan") if today().day == 12 else round(loss * 1.07, 4)})
    return model


@dg.multi_asset(
    outs={
        "churn_scores": dg.AssetOut(
            key_prefix="customers",
            description="Chance of losing each customer.",
            owners=[DATA_SCIENCE],
            tags={"tier": "silver"},
            kinds={"python"},
            metadata={"dagster/table_name": "warehouse.customers.churn_scores"},
            is_required=False,
            io_manager_key="memory",
        ),
        "churn_report": dg.AssetOut(key_prefix="customers", description="The same, for people to read.", is_required=False, io_manager_key="memory"),
    },
    ins={"features": dg.AssetIn(["customers", "churn_features"]), "model": dg.AssetIn(["customers", "churn_model"])},
    group_name="data_science/churn",
    can_subset=True,
)
def score_customers(context: dg.AssetExecutionContext, features: dict[int, int], model: ChurnModel):
    scores = {customer: model.score(days) for customer, days in features.items()}
    at_risk = sum(score > 0.5 for score in scores.values())
    selected = context.op_execution_context.selected_output_names
    if "churn_scores" in selected:
        yield dg.Output(scores, "churn_scores", metadata={"dagster/row_count": len(scores), "at_risk": at_risk})
    if "churn_report" in selected:
        text = f"## Churn on {today()}\n\n- **{at_risk}** of {len(scores)} customers are at risk\n- half-life: `{model.half_life_days}` days\n"
        yield dg.Output(text, "churn_report", metadata={"report": dg.MetadataValue.md(text)})
