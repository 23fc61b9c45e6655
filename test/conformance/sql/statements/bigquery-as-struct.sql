select array_agg(struct(id, amount) order by created_at desc limit 1)[offset(0)].amount as last_amount, customer_id from raw.orders group by customer_id
