select * replace (upper(name) as name) from raw.customers
