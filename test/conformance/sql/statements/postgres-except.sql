select id from raw.customers except select customer_id from raw.orders
