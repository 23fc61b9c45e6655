select
    p.product_id,
    p.title,
    p.category,
    p.unit_price,
    s.on_hand - s.reserved as available,
    row_number() over (partition by p.category order by p.unit_price desc) as rank_in_category
from staging.stg_products as p
left join raw.stock_levels as s using (product_id)
