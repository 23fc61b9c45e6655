select * except (email) from raw.customers
