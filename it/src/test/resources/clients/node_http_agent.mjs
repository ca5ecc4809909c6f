import http from "node:http";
import { text } from "node:stream/consumers";
import { HttpProxyAgent } from "http-proxy-agent";

const agent = new HttpProxyAgent("http://127.0.0.1:30101");

function call(method, body) {
  return new Promise((resolve, reject) => {
    const request = http.request("http://AccountService/", { method, agent });
    request.on("response", (response) => resolve(text(response)));
    request.on("error", reject);
    request.end(body);
  });
}

console.log(await call("GET"));
console.log(await call("POST", "x".repeat(100000)));
