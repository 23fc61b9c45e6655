select id, dateadd(day, 7, created_at) as due, datediff('day', created_at, shipped_at) as days from raw.orders
