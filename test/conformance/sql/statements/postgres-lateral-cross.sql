select c.name, t.total from raw.customers c cross join lateral (select sum(amount) as total from raw.orders where customer_id = c.id) t
