select c.name, l.biggest
from raw.customers as c,
lateral (select max(o.amount) as biggest from raw.orders as o where o.customer_id = c.id) as l
