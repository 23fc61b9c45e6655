select round(coalesce(nullif(amount, 0), discount, 1) / greatest(discount, 1), 2) as ratio from raw.orders
