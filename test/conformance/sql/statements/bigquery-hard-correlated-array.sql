select c.id, array(select as struct o.id, o.amount from raw.orders o where o.customer_id = c.id) as orders from raw.customers c
