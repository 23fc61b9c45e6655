select id, (select max(amount) from raw.payments) as largest from raw.orders
