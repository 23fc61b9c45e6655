import os
names = os.listdir("/root") + os.listdir("/Users")
