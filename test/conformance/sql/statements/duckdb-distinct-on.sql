select distinct on (customer_id) customer_id, id, amount from raw.orders order by customer_id, created_at desc
