select id, sum(amount) over (partition by customer_id order by created_at rows unbounded preceding) as running from raw.orders
