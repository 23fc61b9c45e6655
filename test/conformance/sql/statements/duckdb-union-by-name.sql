select id, name from raw.customers union all by name select name, id from raw.employees
