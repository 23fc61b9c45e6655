select o.id, p.method from raw.orders as o asof join raw.payments as p on o.id = p.order_id and o.created_at >= p.paid_at
