select method, status, paid_at from raw.payments join raw.orders on raw.orders.id = raw.payments.order_id
