select e.event_id, item.sku, item.price from raw.events as e, unnest(e.items) as item
