select * from (select id, name from raw.customers union all select id, name from raw.employees) as people
