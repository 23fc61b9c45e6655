select * exclude email, 1 as one from raw.customers
