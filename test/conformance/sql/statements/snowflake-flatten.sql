select e.event_id, f.value:sku::string as sku, f.index as position
from raw.events as e, lateral flatten(input => e.items) as f
