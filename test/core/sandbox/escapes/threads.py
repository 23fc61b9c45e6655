# told: refused by the sealed runtime: threads
import threading
threads = [threading.Thread(target=lambda: None) for _ in range(10_000)]
for thread in threads:
    thread.start()
