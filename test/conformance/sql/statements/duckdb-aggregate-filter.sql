select customer_id, count(*) filter (where status = 'paid') as paid, sum(amount) filter (where status = 'open') as open
from raw.orders group by customer_id
