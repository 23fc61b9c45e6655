select coalesce(o.id, p.order_id) as order_id, o.amount as ordered, p.amount as paid
from raw.orders as o full outer join raw.payments as p on p.order_id = o.id
