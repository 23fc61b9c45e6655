select country, listagg(name, ', ') within group (order by created_at) as names from raw.customers group by country
