with recursive chain as (
  select id, manager_id, name, 1 as depth from raw.employees where manager_id is null
  union all
  select e.id, e.manager_id, e.name, chain.depth + 1 from raw.employees as e join chain on e.manager_id = chain.id
)
select id, name, depth from chain
