# told: No such file or directory
import os
os.mkdir("/host")
text = open("/dev/sda", "rb").read(10)
