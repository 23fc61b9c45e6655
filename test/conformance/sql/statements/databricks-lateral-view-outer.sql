select o.id, tag from raw.orders o lateral view outer explode(tags) exploded as tag
