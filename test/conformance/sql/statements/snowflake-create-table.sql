create or replace transient table marts.t as select id, sum(amount) over (partition by customer_id) as total from raw.orders
