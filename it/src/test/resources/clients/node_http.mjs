import http from "node:http";
import { text } from "node:stream/consumers";

function call(method, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({
      method,
      host: "127.0.0.1", port: 30101, path: "http://AccountService/", headers: { Host: "AccountService" },
    });
    request.on("response", (response) => resolve(text(response)));
    request.on("error", reject);
    request.end(body);
  });
}

console.log(await call("GET"));
console.log(await call("POST", "x".repeat(100000)));
