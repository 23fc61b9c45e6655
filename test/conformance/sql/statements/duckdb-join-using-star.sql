with a as (select id as k, name from raw.customers),
b as (select id as k, title from raw.products)
select * from a join b using (k)
