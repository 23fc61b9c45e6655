with latest as (
  select *, row_number() over (partition by user_id order by at desc) as rn
  from raw.events
  qualify rn = 1
)
select user_id, kind as last_kind, at as last_at from latest
