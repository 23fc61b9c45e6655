"""Objects that are no metadata values: with words of their own, with too many of them, with none but an address."""
import dagster as dg


class Plan:
    def __init__(self, *steps):
        self.steps = steps

    def __repr__(self):
        return f"Plan({', '.join(self.steps)})"


class Nameless: ...


@dg.asset(metadata={"short": Plan("load", "clean"), "long": Plan(*["a step"] * 100), "nameless": Nameless(), "inner": Plan(repr(Nameless()))})
def planned(): ...
