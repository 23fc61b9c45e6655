select customer_id, array_agg(id) within group (order by created_at) as ids from raw.orders group by 1
