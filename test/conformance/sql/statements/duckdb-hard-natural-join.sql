select id, name, title from (select id, name from raw.customers) a natural join (select id, title from raw.products) b
