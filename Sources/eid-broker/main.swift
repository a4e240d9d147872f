import ArgumentParser
print("not yet")
