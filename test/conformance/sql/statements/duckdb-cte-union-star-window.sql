with u as (select * from (select id, amount, created_at from raw.orders) as a union all select id, amount, paid_at from raw.payments),
r as (select *, rank() over (order by amount desc) as place from u)
select id, place from r where place <= 10
