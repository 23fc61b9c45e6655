select id, rank() over w as place from raw.orders window w as (partition by status order by amount)
