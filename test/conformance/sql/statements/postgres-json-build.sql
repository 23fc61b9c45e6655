select json_build_object('id', id, 'name', name) as doc from raw.customers
