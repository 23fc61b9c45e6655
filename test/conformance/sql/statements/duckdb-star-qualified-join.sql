select c.*, o.amount from raw.customers as c join raw.orders as o on o.customer_id = c.id
