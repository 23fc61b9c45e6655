"""Ideas. Not loaded by `definitions.py`: Dagster does not know them, the source does."""

import dagster as dg


@dg.asset(key_prefix="drafts")
def basket_affinity():
    """Products bought together."""


@dg.asset(key_prefix="drafts", deps=[basket_affinity])
def recommendations():
    """What to show beside a product."""
