select distinct on (customer_id) customer_id, id as latest, created_at from raw.orders order by customer_id, created_at desc
