select c.id, c.name from raw.customers c left anti join raw.orders o on o.customer_id = c.id
