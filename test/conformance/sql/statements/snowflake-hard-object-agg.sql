select customer_id, object_agg(status, amount) as by_status, array_agg(distinct currency) as currencies, max_by(status, created_at) as last_status from raw.orders group by customer_id
