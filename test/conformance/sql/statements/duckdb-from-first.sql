from raw.payments select id, method, amount / 100.0 as amount
