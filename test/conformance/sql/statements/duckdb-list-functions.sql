select id, list_transform(tags, x -> upper(x)) as loud, len(tags) as n from raw.orders
