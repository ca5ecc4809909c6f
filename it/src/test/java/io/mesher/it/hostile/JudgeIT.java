package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.hostile.Case.Kind;
import io.mesher.it.hostile.Case.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The judge itself: something that passes every byte on must fail, else the cases show nothing. */
@Timeout(600)
class JudgeIT {
    @Test
    void aRelayThatChecksNothingFailsMostCases() throws IOException {
        // What every request behind a relay lacks, such as Via, says nothing of the single case.
        try (Recorder backend = Recorder.start(false);
                Recorder victim = Recorder.start();
                ServerSocket relay = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> accept(relay, backend.port()));
            InetSocketAddress address = new InetSocketAddress(relay.getInetAddress(), relay.getLocalPort());
            Lane lane = new Lane(Side.INCOMING, address, backend, victim).impatient();
            assertThat(passedPercent(lane, Kind.SEC, 15)).as("attacks").isLessThan(35);
            assertThat(passedPercent(lane, Kind.BASE, 4))
                    .as("ordinary requests")
                    .isGreaterThan(80);
        }
    }

    private static int passedPercent(Lane lane, Kind kind, int every) throws IOException {
        List<Case> cases = HostileHttpIT.cases().stream()
                .filter(one -> one.kind == kind && one.isFor(Side.INCOMING))
                .toList();
        int tried = 0;
        int passed = 0;
        for (int i = 0; i < cases.size(); i += every) {
            tried++;
            passed += lane.run(cases.get(i)).isEmpty() ? 1 : 0;
        }
        assertThat(tried).isGreaterThan(15);
        System.out.printf("a relay: %s %d/%d%n", kind, passed, tried);
        return passed * 100 / tried;
    }

    private static void accept(ServerSocket relay, int port) {
        while (!relay.isClosed()) {
            try {
                Socket caller = relay.accept();
                Socket backend = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                Thread.ofVirtual().start(() -> pass(caller, backend));
                Thread.ofVirtual().start(() -> pass(backend, caller));
            } catch (IOException _) {
                // The end of the test.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // One of the two left.
        }
    }
}
