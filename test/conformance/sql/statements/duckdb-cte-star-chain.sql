with a as (select * from raw.products),
b as (select * from a where price > 0),
c as (select b.*, price * 1.2 as gross from b)
select * from c
