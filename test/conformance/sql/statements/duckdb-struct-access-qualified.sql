select c.id, c.address.city as city from raw.customers as c
