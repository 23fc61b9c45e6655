select * exclude (email, created_at) from raw.customers
