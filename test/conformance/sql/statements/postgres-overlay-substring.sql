select substring(name from 1 for 3) as short, position('a' in name) as place, trim(both ' ' from email) as email from raw.customers
