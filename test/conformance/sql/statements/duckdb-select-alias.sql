select id as order_id, amount * 100 as cents, upper(status) as state from raw.orders
