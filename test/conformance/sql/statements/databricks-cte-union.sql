with u as (select id, name from raw.customers union all select id, title from raw.products) select u.id, u.name as label from u
