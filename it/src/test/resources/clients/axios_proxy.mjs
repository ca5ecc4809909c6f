import axios from "axios";

const client = axios.create({ proxy: { host: "127.0.0.1", port: 30101 } });
console.log((await client.get("http://AccountService/")).data);
console.log((await client.post("http://AccountService/", "x".repeat(100000))).data);
