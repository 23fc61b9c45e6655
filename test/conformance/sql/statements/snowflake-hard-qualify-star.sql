select * exclude (rn) from (select o.*, row_number() over (partition by customer_id order by created_at desc) rn from raw.orders o) where rn = 1
