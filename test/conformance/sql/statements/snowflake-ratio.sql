select id, ratio_to_report(amount) over (partition by customer_id) as share from raw.orders
