select id, 'order' as kind, amount from raw.orders union all select id, method, amount from raw.payments union all select id, category, price from raw.products
