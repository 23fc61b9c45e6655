select id, get_json_object(payload, '$.a') as a, from_json(payload, 'a int').a as b from raw.orders
