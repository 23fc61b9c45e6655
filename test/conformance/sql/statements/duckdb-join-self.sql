select e.name, m.name as manager from raw.employees as e left join raw.employees as m on m.id = e.manager_id
