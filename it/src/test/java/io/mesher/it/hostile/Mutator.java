package io.mesher.it.hostile;

import java.util.List;
import java.util.Random;

/** Changes messages in ways that parsers stumble over. The same seed makes the same messages. */
final class Mutator {
    private static final List<String> WORDS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "\0",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "\u000b",
            "\u00a0",
            "\u00ff",
            "\u007f",
            "0",
            "5",
            "-",
            "+",
            "#",
            "@",
            "/",
            "*",
            "[",
            "]",
            "\\",
            "\r\n ",
            "\r\n\t",
            "\n\n",
            "\r\r\n",
            "0\r\n\r\n",
            "5\r\nhello\r\n",
            "ffffffffffffffff\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: 0\r\n",
            "Content-Length: 40\r\n",
            "content-length:5\r\n",
            "Transfer-Encoding: chunked\r\n",
            "transfer-encoding:chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive\r\n",
            "Connection: content-length\r\n",
            "Connection: Upgrade\r\nUpgrade: websocket\r\n",
            "Host: evil\r\n",
            "Expect: 100-continue\r\n",
            "HTTP/1.1",
            "HTTP/1.0",
            " HTTP/1.1\r\n",
            "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST {B}/m HTTP/1.1\r\nHost: {H}\r\n",
            "GET {B}/m HTTP/1.1\r\nHost: {H}\r\n\r\n",
            "HEAD ",
            "CONNECT ",
            "OPTIONS ",
            "http://",
            "X: y\r\n",
            "Max-Forwards: 0\r\n",
            "TE: trailers\r\n",
            "Trailer: X\r\n",
            "0;a=b\r\nX: y\r\n\r\n");

    private final Random random;
    private final List<String> seeds;

    Mutator(long seed, List<String> seeds) {
        this.random = new Random(seed);
        this.seeds = seeds;
    }

    String next() {
        StringBuilder message = new StringBuilder(seed());
        if (random.nextInt(3) == 0) {
            message.append(seed());
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutate(message);
        }
        return message.toString();
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private void mutate(StringBuilder message) {
        int at = random.nextInt(message.length() + 1);
        int end = Math.min(message.length(), at + 1 + random.nextInt(8));
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> message.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> message.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
            case 4 -> message.delete(at, end);
            case 5 -> message.insert(at, message.substring(at, end));
            case 6 ->
                message.replace(at, Math.min(at + 1, message.length()), String.valueOf((char) random.nextInt(256)));
            case 7 -> line(message, at);
            default -> message.setLength(at);
        }
    }

    /** Puts a line twice, or somewhere else. */
    private void line(StringBuilder message, int at) {
        int start = message.lastIndexOf("\n", at) + 1;
        int end = message.indexOf("\n", start) + 1;
        if (end > 0) {
            String line = message.substring(start, end);
            if (random.nextBoolean()) {
                message.delete(start, end);
            }
            int to = message.indexOf("\n", random.nextInt(message.length() + 1)) + 1;
            message.insert(to, line);
        }
    }
}
