print("gridctl")
