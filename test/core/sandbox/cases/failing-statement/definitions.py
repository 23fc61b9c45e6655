import dagster as dg

ran = []
ran.append(1); broken = 1 / 0; ran.append(2)


@dg.asset(group_name=f"ran_{len(ran)}")
def after():
    """Statements before the one that fails ran once, those after it run all the same."""


@dg.asset(
    group_name=f"ran_{len(ran)}",
    description=missing.text,
)
def fails_in_its_decorator(): ...


@dg.asset(group_name=f"ran_{len(ran)}")
def last(): ...
