select
    p.id as payment_id,
    p.order_id,
    p.method,
    p.amount_cents / 100.0 as amount,
    coalesce(e.settled_at, p.authorised_at) as settled_at
from raw.payments as p
left join payments.provider_export as e on e.reference = p.reference
