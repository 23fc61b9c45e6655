select status, count(*) as n, sum(count(*)) over () as total, sum(sum(amount)) over (order by status) as running from raw.orders group by status
