select id, ntile(4) over (partition by status order by amount) as quartile from raw.orders
