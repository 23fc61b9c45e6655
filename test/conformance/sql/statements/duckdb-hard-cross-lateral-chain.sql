select o.id, u.tag, length(u.tag) as n, upper(u.tag) || o.status as both_words from raw.orders o, lateral (select unnest(o.tags) as tag) u
