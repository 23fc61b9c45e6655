select q.k, q.v from (with z as (select id as k, price as v from raw.products) select * from z where v > 1) q
