import dagster as dg


def make(name):
    @dg.asset(name=name, key_prefix="made")
    def _made():
        """Made elsewhere."""

    return _made
