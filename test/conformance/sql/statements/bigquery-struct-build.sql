select struct(id as key, name as label) as person from raw.customers
