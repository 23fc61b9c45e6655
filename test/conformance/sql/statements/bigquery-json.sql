select id, json_value(payload, '$.source') as source, payload.kind as kind from raw.orders
