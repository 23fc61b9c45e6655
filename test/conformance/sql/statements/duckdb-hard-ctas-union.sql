create table marts.all_people as with c as (select id, name, 'c' as src from raw.customers), e as (select id, name, 'e' as src from raw.employees) select * from c union all select * from e
