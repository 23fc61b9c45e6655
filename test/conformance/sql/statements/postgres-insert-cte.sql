insert into marts.t (k, v) with x as (select id, amount from raw.orders) select id, amount from x
