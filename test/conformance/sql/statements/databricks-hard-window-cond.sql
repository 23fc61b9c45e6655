select id, last(status, true) over (partition by customer_id order by created_at) as s, sum(if(status = 'paid', 1, 0)) over (partition by customer_id) as paid from raw.orders
