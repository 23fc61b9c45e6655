select "id" as "Order Id", "status" as "State" from raw.orders
