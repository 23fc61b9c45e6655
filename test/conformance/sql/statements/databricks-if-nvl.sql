select id, if(amount > 1, status, currency) as word, nvl(discount, 0) as discount, amount <=> discount as same from raw.orders
