select id, amount - lag(amount) over (partition by customer_id order by created_at) as change from raw.orders
