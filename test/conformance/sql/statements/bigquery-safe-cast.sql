select safe_cast(currency as int64) as code, safe_divide(amount, discount) as ratio from raw.orders
