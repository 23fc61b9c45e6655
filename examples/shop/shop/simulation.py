"""A small shop that never existed: the same day always gives the same orders.

Everything that the assets "load" comes from here, so that the project runs anywhere, without a database or a network.
"""

import random
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .clock import days_open

COUNTRIES = ("DE", "FR", "NL", "PL", "SE")
CHANNELS = ("search", "social", "newsletter", "affiliate")
PRODUCTS = 240


@dataclass(frozen=True)
class Order:
    order_id: int
    customer_id: int
    country: str
    channel: str
    ordered_on: date
    items: tuple[tuple[int, int, int], ...]  # product, quantity, unit price in cents

    @property
    def amount_cents(self) -> int:
        return sum(quantity * price for _, quantity, price in self.items)


@lru_cache(maxsize=None)
def orders_of(day: date) -> tuple[Order, ...]:
    rnd = random.Random(f"orders {day}")
    weekend = 1.6 if day.weekday() >= 5 else 1.0
    count = int((30 + day.timetuple().tm_yday % 17) * weekend)
    first = day.toordinal() * 1000
    return tuple(
        Order(
            order_id=first + n,
            customer_id=rnd.randrange(1, 900 + (day.toordinal() % 365) * 3),
            country=rnd.choices(COUNTRIES, weights=(5, 3, 2, 2, 1))[0],
            channel=rnd.choice(CHANNELS),
            ordered_on=day,
            items=tuple((rnd.randrange(1, PRODUCTS), rnd.randrange(1, 4), rnd.randrange(300, 9000)) for _ in range(rnd.randrange(1, 5))),
        )
        for n in range(count)
    )


def orders_until(day: date) -> list[Order]:
    return [order for each in days_open(day) for order in orders_of(each)]


def row_count(table: str, day: date) -> int:
    """Rows of one of the operational database's tables at the end of a day."""
    orders = orders_until(day)
    match table:
        case "orders":
            return len(orders)
        case "order_items":
            return sum(len(order.items) for order in orders)
        case "customers":
            return len({order.customer_id for order in orders})
        case "products":
            return PRODUCTS + (day.toordinal() % 40) // 8
        case "payments":
            return len(orders) - len(orders) // 60
        case "shipments":
            return len(orders) - len(orders_of(day))
        case "returns":
            return len(orders) // 14
        case "stock_levels":
            return PRODUCTS * 3
    raise ValueError(f"no such table: {table}")


def clicks_of(day: date) -> int:
    """Page views of a day; the collector was down on one of them."""
    if day == date(2026, 10, 19):
        return 0
    return len(orders_of(day)) * 37 + random.Random(f"clicks {day}").randrange(400)
