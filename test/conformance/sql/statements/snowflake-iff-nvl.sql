select id, iff(amount > 10, 'big', 'small') as size, nvl(discount, 0) as discount, zeroifnull(amount) as amount from raw.orders
