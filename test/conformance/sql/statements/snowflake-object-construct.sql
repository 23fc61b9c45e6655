select object_construct('id', id, 'mail', email) as doc from raw.customers
