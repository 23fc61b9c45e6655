select id, amount, status from raw.orders
