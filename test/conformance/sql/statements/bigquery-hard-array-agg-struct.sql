select customer_id, array_agg(struct(id as order_id, amount) order by created_at desc) as orders, max(if(status = 'paid', created_at, null)) as last_paid from raw.orders group by 1
