select c.id, (select sum(o.amount) from raw.orders as o where o.customer_id = c.id) as lifetime from raw.customers as c
