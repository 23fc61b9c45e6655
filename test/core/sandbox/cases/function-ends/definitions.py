import dagster as dg


@dg.asset
def one_line(): ...


@dg.asset
def only_a_docstring():
    """First.

Last, at the very left.
    """


@dg.asset
def closed_at_the_left():
    return dict(
        a=1,
)
@dg.asset
def followed_at_once():
    x = 1
    if x:
        return x
    else:
        pass
# A comment is nobody's.


@dg.asset(
    group_name="g",
)
def ends_in_a_constant(
    context,
):
    context.log.info("x")
    """
said to nobody
"""


@dg.asset
def ends_in_a_function():
    def inner():
        return [
            1,
        ]


def make(name):
    @dg.asset(name=name)
    def made():
        return (
            name
        )
    return made


made = make("made")


@dg.asset
def last_of_all():
    for one in range(3):
        yield one

