select * exclude (email) from raw.customers
