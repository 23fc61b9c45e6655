with a as (select id as k, name from raw.customers),
b as (select id as k, title from raw.products),
c as (select id as k, salary from raw.employees)
select k, name, title, salary from a join b using (k) left join c using (k)
