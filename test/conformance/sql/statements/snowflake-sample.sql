select id, amount from raw.orders sample (10)
