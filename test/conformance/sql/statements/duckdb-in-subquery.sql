select id, status in (select status from raw.orders where amount > 5) as is_known from raw.orders
