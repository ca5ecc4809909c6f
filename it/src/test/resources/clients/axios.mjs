import axios from "axios";

console.log((await axios.get("http://AccountService/")).data);
console.log((await axios.post("http://AccountService/", "x".repeat(100000))).data);
