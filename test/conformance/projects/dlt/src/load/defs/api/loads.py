import dlt


@dlt.source
def weather():
    for name in ("stations", "readings"):
        yield dlt.resource([{"id": 1}], name=name)


weather_source = weather()
weather_pipeline = dlt.pipeline(pipeline_name="weather", dataset_name="weather", destination="duckdb")
