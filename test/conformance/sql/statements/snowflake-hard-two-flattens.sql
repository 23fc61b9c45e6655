select e.event_id, i.value:sku::string as sku, t.value::string as tag from raw.events e, lateral flatten(input => e.items) i, lateral flatten(input => i.value:tags, outer => true) t
