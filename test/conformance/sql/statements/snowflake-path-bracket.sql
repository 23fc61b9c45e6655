select event_id, properties['page']['url']::string as url from raw.events
