with o as (select id as order_id, amount from raw.orders) select order_id, o.amount, p.method from o join raw.payments as p using (order_id)
