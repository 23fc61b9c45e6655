select id, case when amount > (select avg(amount) from raw.orders) then 'above' else 'below' end as side from raw.orders
