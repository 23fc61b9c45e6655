select a.*, b.* from (select id as a_id, name from raw.customers) a join (select id as b_id, title from raw.products) b on a.a_id = b.b_id
