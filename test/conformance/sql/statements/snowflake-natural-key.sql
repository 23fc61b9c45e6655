select md5(concat_ws('|', customer_id, status, created_at)) as order_key, amount from raw.orders
