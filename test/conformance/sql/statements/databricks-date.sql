select id, date_add(created_at, 7) as due, datediff(shipped_at, created_at) as days, date_format(created_at, 'yyyy') as year from raw.orders
