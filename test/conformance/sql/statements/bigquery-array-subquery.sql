select o.id, array(select upper(t) from unnest(o.tags) as t) as loud from raw.orders as o
