-- One line an order, amounts in euro, only orders that were not cancelled.
with source as (
    select * from raw.orders
),

renamed as (
    select
        id as order_id,
        customer_id,
        upper(ship_to_country) as country,
        lower(utm_channel) as channel,
        amount_cents / 100.0 as amount,
        created_at as ordered_at,
        status
    from source
)

select
    order_id,
    customer_id,
    country,
    channel,
    amount,
    ordered_at
from renamed
where status <> 'cancelled'
