with orders as (select id as order_id, customer_id from raw.orders where status = 'paid')
select order_id, customer_id from orders
