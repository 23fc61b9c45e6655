select id, address.city as city from raw.customers
