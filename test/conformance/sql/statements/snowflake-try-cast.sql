select try_cast(currency as integer) as code, to_date(created_at) as day, amount::number(18, 2) as amount from raw.orders
