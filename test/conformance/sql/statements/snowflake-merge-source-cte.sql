with latest as (select order_id, max(paid_at) as paid_at from raw.payments group by order_id)
select o.id, l.paid_at, o.status from raw.orders o left join latest l on l.order_id = o.id
