"""How the warehouse is cut: by day, by month, by country, by channel, by campaign."""

import dagster as dg

from .simulation import CHANNELS, COUNTRIES

daily = dg.DailyPartitionsDefinition(start_date="2026-09-01")
monthly = dg.MonthlyPartitionsDefinition(start_date="2026-09-01")
hourly = dg.HourlyPartitionsDefinition(start_date="2026-10-01-00:00")
countries = dg.StaticPartitionsDefinition(list(COUNTRIES))
daily_by_channel = dg.MultiPartitionsDefinition({"day": daily, "channel": dg.StaticPartitionsDefinition([*CHANNELS, "offline"])})
campaigns = dg.DynamicPartitionsDefinition(name="campaigns")
