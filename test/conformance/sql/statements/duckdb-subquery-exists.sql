select c.id, exists (select 1 from raw.orders as o where o.customer_id = c.id) as has_order from raw.customers as c
