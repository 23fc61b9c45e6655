select * from {{ ref('orders') }} join {{ source('shop', 'visits') }}
