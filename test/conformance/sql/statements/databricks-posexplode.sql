select o.id, t.pos, t.tag from raw.orders o lateral view posexplode(o.tags) t as pos, tag
