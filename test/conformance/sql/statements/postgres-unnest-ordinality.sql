select o.id, t.tag, t.n from raw.orders as o, unnest(o.tags) with ordinality as t(tag, n)
