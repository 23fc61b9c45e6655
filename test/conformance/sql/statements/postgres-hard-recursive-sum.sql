with recursive t(id, manager_id, path) as (
  select id, manager_id, name from raw.employees where manager_id is null
  union all
  select e.id, e.manager_id, t.path || '/' || e.name from raw.employees e join t on e.manager_id = t.id
) select id, path from t
