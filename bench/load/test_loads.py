"""What must never count as a success: run by the build where wrk and gcc are (BenchIT), or by python3 -m unittest."""
import socket
import threading
import unittest

import loads
from loads import LOADS, Failed, Load
from processes import Workspace, accepts
from proxies import SMALL_BODY

OPEN = Load("open", "", 2, rate=100)
CLOSED = Load("closed", "", 2)


class FakeServer:
    """Answers every request on a connection with the same bytes; none: takes the request and closes."""

    def __init__(self, answer):
        self.answer = answer
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                while connection.recv(65536) and self.answer:
                    connection.sendall(self.answer)
            except OSError:
                pass

    # What a Running tells about its processes.
    def cpu_seconds(self):
        return 0.0

    def pss_mib(self):
        return 0.0


def answer(status, body):
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


GOOD = answer("200 OK", SMALL_BODY)
BAD = {
    "error page": answer("503 Service Unavailable", SMALL_BODY),
    "redirect": answer("302 Found", b""),
    "short body": answer("200 OK", SMALL_BODY[1:]),
    "empty answer": answer("200 OK", b""),
    "no answer": b"",
    "no length": b"HTTP/1.1 200 OK\r\n\r\n" + SMALL_BODY,
}


class LoadsTest(unittest.TestCase):
    def measure(self, load, bytes_sent):
        with FakeServer(bytes_sent) as server, Workspace() as workspace:
            return loads.run(load, server.port, "/hello", 1, workspace, server)

    def test_good_answers_are_no_errors(self):
        for load in (OPEN, CLOSED):
            figures = self.measure(load, GOOD)
            self.assertEqual((figures["errors"], figures["not2xx"]), (0, 0), load.name)
            self.assertGreater(figures["rps"], 50, load.name)

    def test_verification_refuses_every_bad_answer(self):
        for what, bytes_sent in {**BAD, "other body": answer("200 OK", b"x" * len(SMALL_BODY))}.items():
            with self.subTest(what), FakeServer(bytes_sent) as server, self.assertRaises(Failed):
                loads.verify(server.port, str, LOADS["small"])

    def test_open_loop_counts_every_bad_answer(self):
        for what, bytes_sent in BAD.items():
            with self.subTest(what):
                self.assert_failed(OPEN, bytes_sent)

    def test_closed_loop_counts_every_bad_answer(self):
        # Without a length the body has no end, so that wrk waits for ever: "no answer" is the same to it.
        for what in ("error page", "redirect", "short body", "empty answer", "no answer"):
            with self.subTest(what):
                self.assert_failed(CLOSED, BAD[what])

    def assert_failed(self, load, bytes_sent):
        try:
            figures = self.measure(load, bytes_sent)
        except Failed:
            return
        self.assertGreater(figures["errors"] + figures["not2xx"], 0)

    def test_a_port_in_use_is_refused(self):
        with FakeServer(GOOD) as server:
            self.assertTrue(accepts(server.port))
            with self.assertRaises(Failed):
                loads.must_be_free(server.port)


if __name__ == "__main__":
    unittest.main()
