select id::text as key, amount::numeric(10, 2) as amount from raw.orders
