select created_at at time zone 'UTC' as created_utc from raw.orders
