select "ID" as "Order", amount as "Money" from raw.orders
