select customer_id, countif(status = 'paid') as paid, approx_count_distinct(currency) as currencies from raw.orders group by customer_id
