from websockets.sync.client import connect

with connect("ws://AccountService/") as socket:
    socket.send("hello")
    print(socket.recv())
