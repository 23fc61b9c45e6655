select cast(amount as decimal(18, 2)) as amount, created_at::date as day, try_cast(currency as integer) as code from raw.orders
