TABLES = ["customers", "stock"]
