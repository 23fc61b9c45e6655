select event_id, kind, row_number() over (partition by user_id order by at) as rn from raw.events qualify rn = 1
