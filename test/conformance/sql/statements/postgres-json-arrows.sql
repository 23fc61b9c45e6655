select id, payload->'a'->>'b' as ab, payload #>> '{x,y}' as xy, payload ? 'k' as has_k from raw.orders
