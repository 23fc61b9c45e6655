select customer_id, any_value(status having max created_at) as last_status from raw.orders group by customer_id
