with everyone as (
  select id, name, 'customer' as role from raw.customers
  union all
  select id, name, 'employee' as role from raw.employees
)
select role, name, id from everyone
