select id, row_number() over (partition by customer_id order by created_at desc) as nth from raw.orders
