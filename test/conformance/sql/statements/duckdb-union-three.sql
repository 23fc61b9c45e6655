select id, name as label from raw.customers
union
select id, title from raw.products
union all
select id, name from raw.employees
