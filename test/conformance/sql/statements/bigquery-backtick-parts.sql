select o.id, o.amount from `raw`.`orders` as o
