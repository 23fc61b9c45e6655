select id, amount from raw.orders order by created_at desc limit 10
