create view marts.customers as with c as (select id, email from raw.customers) select id, lower(email) as email from c
