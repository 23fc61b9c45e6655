# told: took longer than \d+ s and was stopped
import time
while True:
    time.sleep(3600)
