select * exclude (country) replace (trim(name) as name) from raw.customers
