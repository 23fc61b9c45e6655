select customer_id, collect_list(id) as ids, collect_set(status) as states from raw.orders group by customer_id
