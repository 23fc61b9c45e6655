select o.id, tag, place from raw.orders as o, unnest(o.tags) as tag with offset as place
