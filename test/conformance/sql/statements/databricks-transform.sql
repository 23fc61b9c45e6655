select id, transform(tags, t -> upper(t)) as loud, filter(tags, t -> t <> '') as full_tags from raw.orders
