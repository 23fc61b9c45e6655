select o.id, (select count(*) from unnest(o.tags) as t) as n from raw.orders as o
