with a as (select id as k, name, country from raw.customers), b as (select id as k, title from raw.products), c as (select id as k, salary from raw.employees)
select *, name || title as both_names from a left join b using (k) join c using (k)
