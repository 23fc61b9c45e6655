select d.day, count(o.id) as orders
from generate_series('2024-01-01'::date, '2024-12-31'::date, interval '1 day') as d(day)
left join raw.orders as o on o.created_at::date = d.day
group by d.day
