select id, case when id in (select order_id from raw.payments) then 'paid' else status end as state from raw.orders
