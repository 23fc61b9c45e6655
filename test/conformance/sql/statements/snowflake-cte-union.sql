with a as (select id, name from raw.customers), b as (select id, name from raw.employees)
select * from a union all select * from b
