select t.a, t.b from (select id, name from raw.customers) as t(a, b)
