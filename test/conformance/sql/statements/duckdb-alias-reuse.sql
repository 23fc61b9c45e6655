select amount - discount as net, net * 0.19 as tax from raw.orders
