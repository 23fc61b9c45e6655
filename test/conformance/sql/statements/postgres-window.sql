select id, sum(amount) over (partition by customer_id order by created_at) as running from raw.orders
