select * rename (name as full_name) from raw.customers
