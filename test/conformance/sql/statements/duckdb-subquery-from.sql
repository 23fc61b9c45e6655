select t.country, t.n from (select country, count(*) as n from raw.customers group by country) as t
