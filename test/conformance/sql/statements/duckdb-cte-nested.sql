with outer_cte as (
  with inner_cte as (select id, name from raw.customers)
  select id, name || '!' as loud from inner_cte
)
select loud, id from outer_cte
