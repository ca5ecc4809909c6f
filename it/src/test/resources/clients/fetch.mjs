import { EnvHttpProxyAgent, setGlobalDispatcher, WebSocket } from "undici";

setGlobalDispatcher(new EnvHttpProxyAgent());

console.log(await (await fetch("http://AccountService/")).text());
console.log(await (await fetch("http://AccountService/", { method: "POST", body: "x".repeat(100000) })).text());

const socket = new WebSocket("ws://AccountService/");
socket.onopen = () => socket.send("hello");
socket.onmessage = (message) => {
  console.log(message.data);
  socket.close();
};
socket.onerror = (error) => {
  console.log(error);
  process.exit(1);
};
