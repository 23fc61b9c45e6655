select o.id, u.tag from raw.orders o, unnest(o.tags) u(tag)
