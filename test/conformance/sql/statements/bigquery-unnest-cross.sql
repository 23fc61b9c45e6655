select o.id, tag from raw.orders as o cross join unnest(o.tags) as tag
