select c.name, o.amount from raw.customers c, raw.orders o where c.id = o.customer_id
