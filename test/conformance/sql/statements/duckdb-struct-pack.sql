select struct_pack(a := id, b := name) as packed from raw.customers
