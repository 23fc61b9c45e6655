select c.id, c.name from raw.customers as c semi join raw.orders as o on o.customer_id = c.id
