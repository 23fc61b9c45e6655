select o.id, tag from raw.orders as o, unnest(o.tags) as tag
