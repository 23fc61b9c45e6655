select country, string_agg(name, ',' order by created_at) as names, array_agg(distinct email) as emails from raw.customers group by country
