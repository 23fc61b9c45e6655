select customer_id, amount, unit_price
from (select id as order_id, customer_id, amount from raw.orders) as o
join raw.order_items as i using (order_id)
