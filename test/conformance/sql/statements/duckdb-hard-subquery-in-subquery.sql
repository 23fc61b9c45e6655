select c.id, (select max(x.amount) from (select p.amount from raw.payments p join raw.orders o on o.id = p.order_id where o.customer_id = c.id) x) as best from raw.customers c
