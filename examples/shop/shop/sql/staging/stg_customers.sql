select
    id as customer_id,
    lower(trim(email)) as email,
    first_name || ' ' || last_name as name,
    country,
    created_at as signed_up_at
from raw.customers
union all
select
    customer_number as customer_id,
    lower(trim(mail)) as email,
    full_name as name,
    country,
    since as signed_up_at
from legacy.customers_2019
