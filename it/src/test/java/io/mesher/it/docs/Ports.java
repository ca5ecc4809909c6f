package io.mesher.it.docs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The documents name ports, which nobody else may have while they are tried. */
final class Ports {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("\\b(30[01]\\d\\d|80\\d\\d)\\b");
    private static final List<String> ADDRESSES =
            List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5");

    private Ports() {}

    static void awaitFree(Document document) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (Block block : document.blocks()) {
            for (MatchResult port : PORT.matcher(block.text()).results().toList()) {
                ports.add(Integer.valueOf(port.group()));
            }
        }
        for (int port : ports) {
            try {
                // Another test may have it for a moment.
                Awaitility.await().atMost(PATIENCE).until(() -> isFree(port));
            } catch (ConditionTimeoutException _) {
                throw new AssertionError(document.name() + " uses port " + port
                        + ", which another process has: end it (ss -ltnp says which), and run the test again");
            }
        }
    }

    private static boolean isFree(int port) {
        return ADDRESSES.stream().allMatch(address -> isFree(port, address));
    }

    private static boolean isFree(int port, String address) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral(address))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
