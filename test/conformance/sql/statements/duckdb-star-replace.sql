select * replace (lower(email) as email) from raw.customers
