# told: No such file or directory
import os
names = os.listdir("/root") + os.listdir("/Users")
