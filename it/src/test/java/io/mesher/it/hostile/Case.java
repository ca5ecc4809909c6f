package io.mesher.it.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a caller sends, what the back-end does about it, and what must come of it.
 *
 * <p>In the bytes, {@code {B}} stands for what comes before the path ({@code http://service} at the forward proxy, nothing at the
 * reverse proxy), {@code {H}} for the host, {@code {V}} for a local port that nobody declared and nobody may reach.
 */
final class Case {
    /** base: ordinary; sec: smuggling, splitting, forgery; rfc: duties of an intermediary; rob: robustness. */
    enum Kind {
        BASE,
        SEC,
        RFC,
        ROB
    }

    enum Side {
        OUTGOING,
        INCOMING,
        ADMIN
    }

    private static final Set<Integer> REFUSALS = Set.of(400, 411, 413, 414, 417, 431, 501, 505);

    private record Check(String expected, Predicate<Outcome> holds) {}

    final Kind kind;
    final String name;
    private final String bytes;
    private final List<Check> checks = new ArrayList<>();
    private final Set<Side> sides = EnumSet.of(Side.OUTGOING, Side.INCOMING);
    private @Nullable Script script;
    private List<String> methods = List.of("GET");
    private boolean closes;
    private boolean troubled;

    Case(Kind kind, String name, String bytes) {
        this.kind = kind;
        this.name = name;
        this.bytes = bytes;
    }

    static Case base(String name, String bytes) {
        return new Case(Kind.BASE, name, bytes);
    }

    static Case sec(String name, String bytes) {
        return new Case(Kind.SEC, name, bytes);
    }

    static Case rfc(String name, String bytes) {
        return new Case(Kind.RFC, name, bytes);
    }

    static Case rob(String name, String bytes) {
        return new Case(Kind.ROB, name, bytes);
    }

    // --- what happens

    Case only(Side side) {
        sides.clear();
        sides.add(side);
        return this;
    }

    /** Nobody takes the head, so it is refused wherever it arrives. */
    Case everywhere() {
        sides.add(Side.ADMIN);
        return this;
    }

    Case backend(Script answer) {
        script = answer;
        return this;
    }

    /** The methods of the requests that get a final answer, in order. */
    Case answers(String... ofMethods) {
        methods = List.of(ofMethods);
        return this;
    }

    // --- what must come of it

    Case expect(String expected, Predicate<Outcome> holds) {
        checks.add(new Check(expected, holds));
        return this;
    }

    /** Mesher closes the connection behind the last answer, by itself. */
    Case closes() {
        closes = true;
        return this;
    }

    /** The last of the answers is missing or cut, so that the caller can tell. */
    Case troubled() {
        troubled = true;
        return this;
    }

    /** One refusal, the connection closed, and nothing whole at the back-end. */
    Case refused() {
        return refused(REFUSALS);
    }

    Case refused(Set<Integer> statuses) {
        return closes().ownAnswer(statuses);
    }

    /** One answer of Mesher's own, and nothing whole at the back-end. */
    Case ownAnswer(Set<Integer> statuses) {
        return expect(
                        "one of " + new java.util.TreeSet<>(statuses),
                        o -> statuses.contains(o.answer().status()))
                .expect("nothing at the back-end", o -> o.seen().isEmpty());
    }

    /** The back-end sees {@code count} requests, and each answer belongs to its request. */
    Case forwarded(int count) {
        answers(Collections.nCopies(count, methods.getFirst()).toArray(String[]::new));
        return passes().expect(
                        count + " requests at the back-end", o -> o.seen().size() == count);
    }

    Case forwarded() {
        return forwarded(1);
    }

    /** Every answer is that to the request in its place. */
    Case passes() {
        return expect("every answer 200 and for its own request", Case::inOrder);
    }

    private static boolean inOrder(Outcome outcome) {
        return outcome.answers().size() == outcome.seen().size()
                && IntStream.range(0, outcome.answers().size()).allMatch(i -> isFor(outcome, i));
    }

    private static boolean isFor(Outcome outcome, int i) {
        Message request = outcome.request(i);
        Message answer = outcome.answers().get(i);
        return answer.status() == 200
                && (request.method().equals("HEAD")
                        || answer.body()
                                .equals(request.method() + " " + request.target() + " "
                                        + request.body().length()));
    }

    Case target(String wanted) {
        return expect(
                "target " + wanted,
                o -> !o.seen().isEmpty() && o.request(0).target().equals(wanted));
    }

    Case body(String wanted) {
        return expect(
                "body " + wanted,
                o -> !o.seen().isEmpty() && o.request(0).body().equals(wanted));
    }

    Case field(String name, String... values) {
        return expect(
                name + " " + List.of(values),
                o -> !o.seen().isEmpty() && o.request(0).values(name).equals(List.of(values)));
    }

    Case status(int status) {
        return expect("status " + status, o -> o.answer().status() == status);
    }

    Case answer(String expected, Predicate<Message> holds) {
        return expect(expected, o -> holds.test(o.answer()));
    }

    // --- running and judging

    boolean isFor(Side side) {
        return sides.contains(side);
    }

    String bytes(Function<String, String> filled) {
        return filled.apply(bytes);
    }

    @Nullable Script script() {
        return script;
    }

    List<String> methods() {
        return methods;
    }

    boolean isClosing() {
        return closes;
    }

    /** What was expected and didn't come. */
    List<String> failures(Outcome outcome) {
        List<String> failures = new ArrayList<>();
        if (troubled != !outcome.trouble().isEmpty()) {
            failures.add(troubled ? "no whole answer" : methods.size() + " whole answers");
            return failures;
        }
        if (!outcome.surplus().isEmpty()) {
            failures.add(closes ? "the connection closed behind the answers" : "nothing behind the answers");
        }
        if (!outcome.unclear().isEmpty()
                || outcome.seen().stream().anyMatch(one -> !one.problem().isEmpty())) {
            failures.add("only clear requests at the back-end");
        }
        for (Check check : checks) {
            if (!check.holds().test(outcome)) {
                failures.add(check.expected());
            }
        }
        return failures;
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + name;
    }
}
