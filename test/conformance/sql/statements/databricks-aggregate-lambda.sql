select id, aggregate(tags, 0, (acc, t) -> acc + length(t)) as letters from raw.orders
