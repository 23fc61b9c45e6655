select lower(status) as status, upper(status) as loud from raw.orders
