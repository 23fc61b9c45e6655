with firsts as (
    select
        customer_id,
        min(ordered_at) as first_order_at,
        count(*) as orders,
        sum(amount) as lifetime_amount
    from staging.stg_orders
    group by customer_id
)

select
    c.customer_id,
    c.email,
    c.name,
    c.country,
    f.first_order_at,
    coalesce(f.orders, 0) as orders,
    coalesce(f.lifetime_amount, 0) as lifetime_amount,
    case when f.orders > 5 then 'regular' when f.orders > 0 then 'new' else 'visitor' end as segment
from staging.stg_customers as c
left join firsts as f using (customer_id)
