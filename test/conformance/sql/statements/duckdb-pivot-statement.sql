pivot (select status, currency, amount from raw.orders) on status in ('paid', 'open') using sum(amount) group by currency
