import aiohttp
import asyncio


async def call():
    async with aiohttp.ClientSession(trust_env=True) as session:
        async with session.get("http://AccountService/") as response:
            print(await response.text())
        async with session.post("http://AccountService/", data=b"x" * 100000) as response:
            print(await response.text())
        async with session.ws_connect("ws://AccountService/") as socket:
            await socket.send_str("hello")
            print(await socket.receive_str())


asyncio.run(call())
