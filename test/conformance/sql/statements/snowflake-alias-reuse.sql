select amount - discount as net, net * 2 as twice from raw.orders
