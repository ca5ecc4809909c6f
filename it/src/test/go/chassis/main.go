// Command chassis is a small application on go-chassis that knows nothing of Mesher. Configured as any go-chassis
// program is, by the files in $CHASSIS_HOME/conf.
//
//	chassis provider TEXT   serves GET /hello with TEXT
//	chassis consumer        calls each URL that comes as a line, through go-chassis' own discovery and client
//	chassis plain           calls each URL that comes as a line with net/http, which goes where http_proxy says
//
// Both callers write one line for each: "answer STATUS BODY" or "answer failed REASON".
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/go-chassis/go-chassis/v2"
	"github.com/go-chassis/go-chassis/v2/client/rest"
	"github.com/go-chassis/go-chassis/v2/core"
	"github.com/go-chassis/go-chassis/v2/server/restful"
)

// Hello is the provider's API.
type Hello struct {
	text string
}

// Get answers with the text that names this provider.
func (h *Hello) Get(b *restful.Context) {
	b.Write([]byte(h.text))
}

// URLPatterns is what go-chassis asks for the API's routes.
func (h *Hello) URLPatterns() []restful.Route {
	return []restful.Route{{Method: http.MethodGet, Path: "/hello", ResourceFunc: h.Get,
		Returns: []*restful.Returns{{Code: http.StatusOK}}}}
}

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "provider":
		chassis.RegisterSchema("rest", &Hello{text: os.Args[2]})
		initialize()
		if err := chassis.Run(); err != nil {
			fail(err)
		}
	case len(os.Args) == 2 && os.Args[1] == "consumer":
		initialize()
		answerLines(callByChassis)
	case len(os.Args) == 2 && os.Args[1] == "plain":
		answerLines(callByProxy)
	default:
		fail(fmt.Errorf("usage: chassis provider TEXT | consumer | plain"))
	}
}

func initialize() {
	if err := chassis.Init(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "chassis:", err)
	os.Exit(1)
}

func answerLines(call func(url string) (*http.Response, error)) {
	fmt.Println("ready")
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		status, body, err := read(call(lines.Text()))
		if err != nil {
			fmt.Println("answer failed", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("answer", status, body)
		}
	}
}

func read(response *http.Response, err error) (int, string, error) {
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

func callByChassis(url string) (*http.Response, error) {
	request, err := rest.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return core.NewRestInvoker().ContextDo(context.Background(), request)
}

func callByProxy(url string) (*http.Response, error) {
	return http.Get(url)
}
