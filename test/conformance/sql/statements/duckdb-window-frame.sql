select id, avg(amount) over (order by created_at rows between 6 preceding and current row) as moving from raw.orders
