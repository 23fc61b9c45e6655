with u as (select id, amount from raw.orders union all select id, amount from raw.payments), v as (select * from u where amount > 0) select v.* exclude (id), v.id + 1 as next_id from v
