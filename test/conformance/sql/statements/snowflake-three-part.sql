select id, amount from warehouse.raw.orders
