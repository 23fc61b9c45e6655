select id, last_value(status ignore nulls) over (partition by customer_id order by created_at) as last_status from raw.orders
