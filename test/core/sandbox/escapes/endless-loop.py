# told: took longer than \d+ s and was stopped
while True:
    pass
