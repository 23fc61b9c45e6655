select * from (select customer_id, status, amount, discount from raw.orders) pivot (sum(amount) as a, max(discount) as d for status in ('paid', 'open'))
