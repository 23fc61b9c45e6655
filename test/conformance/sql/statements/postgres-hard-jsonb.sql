select id, payload -> 'a' ->> 'b' as ab, (payload ->> 'n')::int + amount as n, jsonb_build_object('id', id, 'tags', to_jsonb(tags)) as doc from raw.orders
