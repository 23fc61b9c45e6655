select * from (select customer_id, status, amount from raw.orders) pivot (sum(amount) for status in ('paid', 'open'))
