with Base as (select ID, CUSTOMER_ID as "Customer", amount from raw.ORDERS) select b."Customer", B.AMOUNT, id from BASE b
