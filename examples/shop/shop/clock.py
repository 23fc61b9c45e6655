"""The shop's business day. Set SHOP_TODAY to look at the warehouse of another day."""

import os
from datetime import date, timedelta

OPENING_DAY = date(2026, 9, 1)


def today() -> date:
    return date.fromisoformat(os.environ.get("SHOP_TODAY", "2026-10-27"))


def days_open(until: date) -> list[date]:
    """Every day from the opening to `until`, both included."""
    return [OPENING_DAY + timedelta(days=n) for n in range((until - OPENING_DAY).days + 1)]
