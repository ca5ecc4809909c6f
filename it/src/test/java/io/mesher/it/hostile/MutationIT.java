package io.mesher.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.it.hostile.Case.Side;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutants of all cases. What arrives at the back-end must be what {@link StrictReader} finds in the caller's bytes, in that order,
 * and every answer must be the one to its request. {@code MESHER_FUZZ_SECONDS} makes it go on for longer, with new seeds.
 */
class MutationIT {
    private static final int MAX_SECONDS = 15;
    private static final int MAX_MESSAGES = 20_000;
    private static final int MAX_SEED_BYTES = 3_000;

    @TempDir
    private Path folder;

    private final Queue<String> differentials = new ConcurrentLinkedQueue<>();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();

    @Test
    @Timeout(7_200)
    void noMutantIsUnderstoodInTwoWays() throws Exception {
        String wanted = System.getenv("MESHER_FUZZ_SECONDS");
        int seconds = wanted == null ? MAX_SECONDS : Integer.parseInt(wanted);
        int max = wanted == null ? MAX_MESSAGES : Integer.MAX_VALUE;
        long seed = wanted == null ? 1 : System.nanoTime();
        List<Recorder> backends = List.of(Recorder.start(), Recorder.start(), Recorder.start());
        Recorder victim = Recorder.start();
        try (MesherProcess mesher = MesherProcess.start(folder, backends, "")) {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Thread> lanes = new ArrayList<>();
            for (int i = 0; i < backends.size(); i++) {
                Side side = i == 0 ? Side.INCOMING : Side.OUTGOING;
                InetSocketAddress address = i == 0 ? mesher.incoming() : mesher.outgoing();
                Lane lane = new Lane(side, address, "svc" + i, backends.get(i), victim);
                Mutator mutator = new Mutator(seed + i, seeds());
                Recorder backend = backends.get(i);
                lanes.add(Thread.ofPlatform().start(() -> {
                    while (System.nanoTime() < end && messages.incrementAndGet() <= max && differentials.size() < 10) {
                        tryOne(lane, address, backend, mutator.next());
                    }
                }));
            }
            for (Thread lane : lanes) {
                lane.join();
            }
            mesher.assertUnharmed();
            System.out.printf("%d mutants from seed %d, %d requests arrived%n", messages.get(), seed, arrived.get());
            assertThat(differentials).as("mutants of seed %d", seed).isEmpty();
            assertThat(victim.takeSeen()).isEmpty();
            assertThat(arrived.get()).as("mutants that are still requests").isGreaterThan(100);
        } finally {
            for (Recorder backend : backends) {
                backend.close();
            }
            victim.close();
        }
    }

    private static List<String> seeds() {
        List<Case> cases = new ArrayList<>(HostileHttpIT.cases());
        // Most cases are refused already; mutants of valid ones go deeper.
        for (int i = 0; i < 10; i++) {
            cases.addAll(OrdinaryCases.all());
        }
        return cases.stream()
                .filter(one -> one.script() == null && one.isFor(Side.OUTGOING))
                .map(one -> one.bytes(bytes -> bytes))
                .filter(bytes -> !bytes.isEmpty() && bytes.length() < MAX_SEED_BYTES && !bytes.contains("/scripted"))
                .toList();
    }

    private void tryOne(Lane lane, InetSocketAddress address, Recorder backend, String mutant) {
        String bytes = lane.filled(mutant);
        backend.begin(null);
        List<Message> sent = understood(bytes);
        String wrong;
        try (RawClient client = new RawClient(address)) {
            client.send(bytes);
            String unfit = answersWrong(sent, client);
            wrong = backendWrong(sent, backend);
            wrong = wrong == null ? unfit : wrong;
        } catch (SocketTimeoutException _) {
            wrong = "the connection does not end";
        } catch (IOException e) {
            wrong = e.toString();
        }
        if (wrong != null) {
            differentials.add(wrong + " | sent " + Bytes.shown(bytes) + " | understood " + sent);
        }
    }

    /** The requests that are there for everybody, up to the first that isn't. */
    private static List<Message> understood(String bytes) {
        StrictReader reader = StrictReader.ofCaller(new ByteArrayInputStream(Bytes.of(bytes)));
        List<Message> requests = new ArrayList<>();
        try {
            while (true) {
                Message head = reader.requestHead(true);
                if (head == null) {
                    return requests;
                }
                requests.add(reader.requestBody(head));
            }
        } catch (IOException | StrictReader.Unclear | StrictReader.Cut _) {
            return requests;
        }
    }

    private @Nullable String backendWrong(List<Message> sent, Recorder backend) {
        List<Recorder.Seen> seen = backend.takeSeen();
        List<String> unclear = backend.takeUnclear();
        arrived.addAndGet(seen.size());
        if (!unclear.isEmpty()) {
            return "not readable at the back-end: " + unclear;
        }
        int next = 0;
        for (Recorder.Seen one : seen) {
            if (!one.problem().isEmpty()) {
                return one.problem() + ": " + one.request();
            }
            while (next < sent.size() && !isSame(sent.get(next), one.request())) {
                next++;
            }
            if (next == sent.size()) {
                return "nobody sent what the back-end saw: " + one.request();
            }
            next++;
        }
        return null;
    }

    private static boolean isSame(Message sent, Message seen) {
        return sent.method().equals(seen.method())
                && sent.body().equals(seen.body())
                && origin(sent).equals(seen.target());
    }

    /** RFC 9112 §3.2.2: the target as the origin server has to see it. */
    private static String origin(Message request) {
        String target = request.target();
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        int authority = target.indexOf("://") + 3;
        int end = authority;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String rest = target.substring(end);
        if (rest.isEmpty() && request.method().equals("OPTIONS")) {
            return "*";
        }
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Who ends its side before the answer is there has gone: only after the last one is the end awaited. */
    private static @Nullable String answersWrong(List<Message> sent, RawClient client) throws SocketTimeoutException {
        List<Message> answers = new ArrayList<>();
        try {
            for (int i = 0; ; i++) {
                if (i == sent.size()) {
                    client.endOutput();
                }
                Message answer = client.response(i < sent.size() ? sent.get(i).method() : "GET");
                if (answer == null) {
                    return null;
                }
                answers.add(answer);
                if (i > sent.size()) {
                    return "more answers than requests: " + answers;
                }
                boolean own = answer.has("X-Mesher-Code");
                if (!own && (i == sent.size() || !isFor(sent.get(i), answer))) {
                    return "an answer to another request: " + answers;
                }
            }
        } catch (StrictReader.Cut _) {
            // A reset, with which Mesher refuses what follows, takes the rest of an answer with it.
            return null;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (StrictReader.Unclear | IOException e) {
            return "unclear answer: " + e.getMessage() + " after " + answers;
        }
    }

    private static boolean isFor(Message request, Message answer) {
        return request.method().equals("HEAD")
                || (request.method().equals("CONNECT") && answer.status() == 200)
                || answer.body()
                        .equals(request.method() + " " + origin(request) + " "
                                + request.body().length());
    }
}
