with paid as (select order_id, sum(amount) as total from raw.payments group by order_id)
select o.id, p.total, o.amount - p.total as open_amount
from raw.orders as o
left join paid as p on p.order_id = o.id
