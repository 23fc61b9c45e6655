select id, payload->>'$.source' as source, payload->'items'->0 as first_item from raw.orders
