with totals (order_key, total) as (select order_id, sum(amount) from raw.payments group by 1)
select order_key, total from totals
