with t as materialized (select id, lower(email) as email from raw.customers) select id, email from t
