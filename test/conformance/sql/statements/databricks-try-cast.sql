select try_cast(currency as int) as code, cast(created_at as date) as day, int(amount) as whole from raw.orders
