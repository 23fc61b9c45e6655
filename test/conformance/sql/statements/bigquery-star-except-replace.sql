select * except (country) replace (lower(email) as email) from raw.customers
