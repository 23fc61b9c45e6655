(select id, name from raw.customers union all select id, title from raw.products) except select id, name from raw.employees
