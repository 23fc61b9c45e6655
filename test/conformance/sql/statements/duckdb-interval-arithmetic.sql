select id, created_at + interval 7 day as due, date_diff('day', created_at, shipped_at) as days from raw.orders
