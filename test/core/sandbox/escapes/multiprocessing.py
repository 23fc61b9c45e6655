# told: _multiprocessing|refused by the sealed runtime
import multiprocessing
multiprocessing.Process(target=print).start()
