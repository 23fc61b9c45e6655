with o as (select id as order_id, amount from raw.orders),
p as (select order_id, method from raw.payments)
select order_id, amount, method from o join p using (order_id)
