import { ProxyAgent, request, WebSocket } from "undici";

const dispatcher = new ProxyAgent("http://127.0.0.1:30101");

console.log(await (await request("http://AccountService/", { dispatcher })).body.text());
console.log(
  await (await request("http://AccountService/", { dispatcher, method: "POST", body: "x".repeat(100000) })).body.text(),
);

const socket = new WebSocket("ws://AccountService/", { dispatcher });
socket.onopen = () => socket.send("hello");
socket.onmessage = (message) => {
  console.log(message.data);
  socket.close();
};
socket.onerror = (error) => {
  console.log(error);
  process.exit(1);
};
