select o.id, t.tag from raw.orders o lateral view explode(o.tags) t as tag
