select id, if(amount > 10, status, currency) as word, ifnull(discount, 0) as discount from raw.orders
