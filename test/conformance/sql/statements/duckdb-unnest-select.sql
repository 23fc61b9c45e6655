select id, unnest(tags) as tag from raw.orders
