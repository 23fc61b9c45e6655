select extract(year from created_at) as year, date_trunc('month', created_at) as month, age(shipped_at, created_at) as took from raw.orders
