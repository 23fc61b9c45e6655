select id, date_trunc(created_at, month) as month, timestamp_diff(shipped_at, created_at, hour) as hours from raw.orders
