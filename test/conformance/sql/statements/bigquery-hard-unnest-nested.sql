select e.event_id, item.sku, price.amount from raw.events e, unnest(e.items) item, unnest(item.prices) price
