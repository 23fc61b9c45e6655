with recursive tree as (
  select id, name, manager_id from raw.employees where manager_id is null
  union all
  select e.id, e.name, e.manager_id from raw.employees e join tree t on e.manager_id = t.id
)
select id, name from tree
