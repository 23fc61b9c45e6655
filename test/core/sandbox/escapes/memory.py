# told: MemoryError
hoard = [0] * (8 * 1024**3 // 8)
