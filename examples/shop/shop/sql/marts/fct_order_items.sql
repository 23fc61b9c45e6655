select
    i.order_id,
    i.line_number,
    i.product_id,
    p.category,
    i.quantity,
    i.line_amount,
    i.line_amount / sum(i.line_amount) over (partition by i.order_id) as share_of_order,
    o.ordered_at
from staging.stg_order_items as i
join staging.stg_orders as o using (order_id)
left join core.dim_products as p using (product_id)
