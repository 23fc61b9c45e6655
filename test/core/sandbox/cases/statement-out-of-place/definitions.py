import dagster as dg

ran = []
ran.append(1)


@dg.asset(group_name=f"ran_{len(ran)}")
def before(): ...


return 5


@dg.asset(group_name=f"ran_{len(ran)}")
def after(): ...
