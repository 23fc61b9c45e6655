with a as (select id, amount from raw.orders),
b as (select id, amount * 2 as twice from a),
c as (select id, twice + 1 as more from b)
select id, more from c
