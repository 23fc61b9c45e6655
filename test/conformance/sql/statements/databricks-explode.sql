select id, explode(tags) as tag from raw.orders
