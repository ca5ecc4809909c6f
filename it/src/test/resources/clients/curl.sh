curl -sS http://AccountService/
echo
head -c 100000 /dev/zero | curl -sS --data-binary @- http://AccountService/
echo
