select c.name, l.id as last_order, l.amount
from raw.customers as c
left join lateral (select o.id, o.amount from raw.orders as o where o.customer_id = c.id order by o.created_at desc limit 1) as l on true
