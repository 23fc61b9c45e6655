select country, count(distinct email) as emails, string_agg(name, ', ' order by created_at) as names from raw.customers group by country
