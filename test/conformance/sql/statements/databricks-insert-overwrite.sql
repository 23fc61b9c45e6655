insert overwrite table marts.t select id, amount * 2 as twice from raw.orders
