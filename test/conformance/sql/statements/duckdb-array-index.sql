select id, tags[1] as first_tag, tags[2:3] as some from raw.orders
