select id, status = any(tags) as is_tagged, 'x' || status as text from raw.orders
