select id, count(*) filter (where status = 'paid') over (partition by customer_id) as paid, amount / sum(amount) over (partition by customer_id) as share from raw.orders
