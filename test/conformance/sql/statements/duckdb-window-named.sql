select id, sum(amount) over w as running, avg(amount) over w as mean
from raw.orders
window w as (partition by customer_id order by created_at)
