select
    id as product_id,
    title,
    category,
    price_cents / 100.0 as unit_price,
    weight_g
from raw.products
