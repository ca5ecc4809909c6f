from urllib.request import urlopen

print(urlopen("http://AccountService/").read().decode())
print(urlopen("http://AccountService/", data=b"x" * 100000).read().decode())
