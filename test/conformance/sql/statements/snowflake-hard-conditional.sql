select id, coalesce(try_to_number(currency), iff(status is null, 0, amount)) as n, greatest_ignore_nulls(amount, discount) as top, nullif(trim(status), '') as state from raw.orders
