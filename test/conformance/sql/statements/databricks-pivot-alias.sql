select * from (select customer_id, status, amount from raw.orders) pivot (sum(amount) as total for status in ('paid' as p, 'open' as o))
