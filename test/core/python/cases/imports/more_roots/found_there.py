HERE = "found"
