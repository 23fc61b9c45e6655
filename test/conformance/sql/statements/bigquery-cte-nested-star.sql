with a as (with b as (select id, name from raw.customers) select * from b) select a.* from a
