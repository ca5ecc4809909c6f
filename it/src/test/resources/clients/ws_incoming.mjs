import WebSocket from "ws";

const socket = new WebSocket("ws://AccountService/");
socket.on("open", () => socket.send("hello"));
socket.on("message", (data) => {
  console.log(data.toString());
  socket.close();
});
