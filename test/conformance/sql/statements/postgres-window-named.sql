select id, first_value(status) over w as first_status, last_value(status) over w as last_status from raw.orders
window w as (partition by customer_id order by created_at)
