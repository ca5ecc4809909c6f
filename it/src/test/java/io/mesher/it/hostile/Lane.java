package io.mesher.it.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Runs cases one after the other against one side of a Mesher. */
final class Lane {
    private final Case.Side side;
    private final InetSocketAddress mesher;
    private final String service;
    private final Recorder backend;
    private final Recorder victim;
    private int timeoutMillis = RawClient.TIMEOUT_MILLIS;

    Lane(Case.Side side, InetSocketAddress mesher, Recorder backend, Recorder victim) {
        this(side, mesher, "svc0", backend, victim);
    }

    /** {@code service}: whose only instance {@code backend} is. */
    Lane(Case.Side side, InetSocketAddress mesher, String service, Recorder backend, Recorder victim) {
        this.side = side;
        this.service = service;
        this.mesher = mesher;
        this.backend = backend;
        this.victim = victim;
    }

    /** For what leaves its callers waiting by design. */
    Lane impatient() {
        timeoutMillis = 200;
        return this;
    }

    /** A line of the table for each thing that went wrong. */
    List<String> run(Case one) throws IOException {
        Outcome outcome = outcome(one);
        List<String> failures = new ArrayList<>(one.failures(outcome));
        if (!victim.takeSeen().isEmpty() || !victim.takeUnclear().isEmpty()) {
            failures.add("nothing at a port that was not declared");
        }
        return failures.isEmpty()
                ? List.of()
                : List.of(one + " (" + side + ") | " + String.join(", ", failures) + " | " + outcome);
    }

    String filled(String text) {
        return text.replace("{B}", side == Case.Side.OUTGOING ? "http://" + service : "")
                .replace("{H}", side == Case.Side.ADMIN ? "localhost" : service)
                .replace("{V}", Integer.toString(victim.port()));
    }

    Outcome outcome(Case one) throws IOException {
        backend.begin(one.script());
        List<Message> interims = new ArrayList<>();
        List<Message> answers = new ArrayList<>();
        String trouble = "";
        String surplus = "";
        try (RawClient client = new RawClient(mesher, timeoutMillis)) {
            client.send(one.bytes(this::filled));
            trouble = read(one, client, interims, answers);
            if (trouble.isEmpty()) {
                if (!one.isClosing()) {
                    client.endOutput();
                }
                surplus = client.rest();
            }
        } catch (java.net.SocketTimeoutException _) {
            surplus = "(the connection stays open)";
        }
        return new Outcome(interims, answers, trouble, surplus, backend.takeSeen(), backend.takeUnclear());
    }

    private static String read(Case one, RawClient client, List<Message> interims, List<Message> answers) {
        for (String method : one.methods()) {
            String which = "answer " + (answers.size() + 1) + ": ";
            try {
                Message message = client.response(method);
                while (message != null && message.status() < 200 && message.status() != 101) {
                    interims.add(message);
                    message = client.response(method);
                }
                if (message == null) {
                    return which + "none";
                }
                answers.add(message);
            } catch (IOException | StrictReader.Cut | StrictReader.Unclear e) {
                return which + e;
            }
        }
        return "";
    }
}
