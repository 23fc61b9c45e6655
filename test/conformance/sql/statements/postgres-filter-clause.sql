select customer_id, count(*) filter (where status = 'paid') as paid from raw.orders group by customer_id
