import http from "node:http";
import { text } from "node:stream/consumers";

function call(method, body) {
  return new Promise((resolve, reject) => {
    const request = http.request("http://AccountService/", { method });
    request.on("response", (response) => resolve(text(response)));
    request.on("error", reject);
    request.end(body);
  });
}

// Each has a way of its own to the proxy.
console.log(await (await fetch("http://AccountService/")).text());
console.log(await (await fetch("http://AccountService/", { method: "POST", body: "x".repeat(100000) })).text());
console.log(await call("GET"));
console.log(await call("POST", "x".repeat(100000)));

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
