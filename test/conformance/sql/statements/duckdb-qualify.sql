select customer_id, id as latest_order, amount
from raw.orders
qualify row_number() over (partition by customer_id order by created_at desc) = 1
