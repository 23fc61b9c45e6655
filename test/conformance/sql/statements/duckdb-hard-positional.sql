with x as (select customer_id, sum(amount) s from raw.orders group by 1 order by 2 desc limit 5) select * from x order by s
