insert into marts.order_totals (customer_id, total) select customer_id, sum(amount) from raw.orders group by 1
