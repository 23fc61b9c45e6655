select id, address.city as city, address.zip as zip from raw.customers
