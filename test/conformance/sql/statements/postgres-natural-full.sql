select coalesce(a.id, b.id) as id, a.name, b.title from raw.customers a full join raw.products b on a.id = b.id
