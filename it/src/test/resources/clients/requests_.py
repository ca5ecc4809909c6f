import requests

with requests.Session() as session:
    print(session.get("http://AccountService/").text)
    print(session.post("http://AccountService/", data=b"x" * 100000).text)
