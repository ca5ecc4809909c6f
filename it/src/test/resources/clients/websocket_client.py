from websocket import create_connection

socket = create_connection("ws://AccountService/")
socket.send("hello")
print(socket.recv())
socket.close()
