// Calls a service by HTTP and WebSocket, with the proxy from the environment.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"

	"github.com/gorilla/websocket"
)

func main() {
	show(http.Get("http://AccountService/"))
	show(http.Post("http://AccountService/", "text/plain", strings.NewReader(strings.Repeat("x", 100000))))

	socket, _, err := websocket.DefaultDialer.Dial("ws://AccountService/", nil)
	check(err)
	defer socket.Close()
	check(socket.WriteMessage(websocket.TextMessage, []byte("hello")))
	_, text, err := socket.ReadMessage()
	check(err)
	fmt.Println(string(text))
}

func show(response *http.Response, err error) {
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	fmt.Println(string(body))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
