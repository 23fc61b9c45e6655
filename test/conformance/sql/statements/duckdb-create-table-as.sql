create or replace table marts.order_totals as
select customer_id, sum(amount) as total from raw.orders group by customer_id
