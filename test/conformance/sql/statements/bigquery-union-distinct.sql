select id, name from raw.customers union distinct select id, name from raw.employees
