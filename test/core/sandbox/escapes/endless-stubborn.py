# told: took longer than \d+ s and was stopped
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
