with recursive chain(id, name, depth) as (
  select id, name, 0 from raw.employees where manager_id is null
  union all
  select e.id, e.name, c.depth + 1 from raw.employees e join chain c on c.id = e.manager_id
)
select id, name, depth from chain
