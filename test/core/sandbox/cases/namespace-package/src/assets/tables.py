import sys

import dagster as dg


@dg.asset(tags={"platform": sys.platform})
def orders(): ...
