select `id`, `amount` as `Order Amount` from `raw`.`orders`
