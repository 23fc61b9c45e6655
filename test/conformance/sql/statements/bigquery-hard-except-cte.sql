with base as (select *, amount - discount as net from raw.orders) select * except (payload, tags, net), round(net, 2) as net from base
