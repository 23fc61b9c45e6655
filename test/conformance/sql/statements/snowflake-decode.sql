select id, decode(status, 'p', 'paid', 'o', 'open', currency) as state from raw.orders
