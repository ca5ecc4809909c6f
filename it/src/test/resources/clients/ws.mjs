import { HttpsProxyAgent } from "https-proxy-agent";
import WebSocket from "ws";

const agent = new HttpsProxyAgent("http://127.0.0.1:30101");

const socket = new WebSocket("ws://AccountService/", { agent });
socket.on("open", () => socket.send("hello"));
socket.on("message", (data) => {
  console.log(data.toString());
  socket.close();
});
