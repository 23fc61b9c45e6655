select c.name, p.title from raw.customers as c cross join raw.products as p
