select x.final from (select y.mid as final from (select z.id as mid from (select id from raw.orders) as z) as y) as x
