select customer_id from raw.orders intersect select id from raw.customers
