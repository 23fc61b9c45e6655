select c.id, f.first_at, l.last_amount from raw.customers c
left join lateral (select min(created_at) as first_at from raw.orders where customer_id = c.id) f on true
left join lateral (select amount as last_amount from raw.orders where customer_id = c.id order by created_at desc limit 1) l on true
