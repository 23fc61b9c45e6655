# told: No space left on device
with open("/tmp/large", "wb") as file:
    file.truncate(1_900_000_000)
