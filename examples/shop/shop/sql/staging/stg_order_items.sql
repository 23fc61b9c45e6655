select
    i.order_id,
    i.line_number,
    i.product_id,
    i.quantity,
    i.unit_price_cents / 100.0 as unit_price,
    i.quantity * i.unit_price_cents / 100.0 as line_amount
from raw.order_items as i
join raw.orders as o on o.id = i.order_id
where o.status <> 'cancelled'
