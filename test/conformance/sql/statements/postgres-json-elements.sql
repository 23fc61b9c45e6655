select e.event_id, item->>'sku' as sku from raw.events as e cross join lateral jsonb_array_elements(e.items) as item
