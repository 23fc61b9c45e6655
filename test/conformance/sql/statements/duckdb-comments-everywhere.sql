-- the daily orders
select
  id, -- the key
  /* money */ amount /* in cents */
from raw.orders -- source
