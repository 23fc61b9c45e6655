create or replace table marts.t partition by day as select date(created_at) as day, sum(amount) as total from raw.orders group by 1
