select t.k, sum(t.v) as total from (select customer_id as k, amount as v from raw.orders where status = 'paid') t group by t.k
