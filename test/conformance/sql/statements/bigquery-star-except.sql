select * except (email, country) from raw.customers
