select o.id, t.tag from raw.orders as o cross join unnest(o.tags) as t(tag)
