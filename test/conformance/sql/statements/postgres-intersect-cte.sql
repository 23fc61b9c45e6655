with a as (select id from raw.customers intersect select customer_id from raw.orders) select id as active_id from a
