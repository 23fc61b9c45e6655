select named_struct('id', id, 'name', name) as person from raw.customers
