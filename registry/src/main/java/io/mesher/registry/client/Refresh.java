package io.mesher.registry.client;

import io.mesher.base.retry.Backoff;
import io.mesher.registry.client.FindApi.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for all known services: now and then, and when there is a reason to. One round at a time. */
final class Refresh {
    static final int BATCH = 100;
    /** Whatever reasons come, a round begins no sooner after the one before. */
    static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    /** So many questions in a row to which the registry has no answer: it is the registry. */
    private static final int MAX_UNTOLD = 3;

    private static final Logger log = LoggerFactory.getLogger(Refresh.class);

    private final Timing timing;
    private final FindApi api;
    private final Discovery discovery;
    private final AddressPool pool;
    private final Duration interval;
    private final long timeoutNanos;
    private final RandomGenerator random;
    private final StatusBoard board;
    private final Alarm timer;
    private boolean closed;
    private boolean running;
    private boolean wanted;
    private boolean begun;
    private long beganAt;

    Refresh(
            Timing timing,
            FindApi api,
            Discovery discovery,
            AddressPool pool,
            Duration interval,
            long timeoutNanos,
            RandomGenerator random,
            StatusBoard board) {
        this.timing = timing;
        this.api = api;
        this.discovery = discovery;
        this.pool = pool;
        this.interval = interval;
        this.timeoutNanos = timeoutNanos;
        this.random = random;
        this.board = board;
        this.timer = timing.timer(this::begin);
    }

    void start() {
        timer.set(Backoff.jittered(interval.toNanos(), random));
    }

    /** As soon as may be. */
    void soon() {
        if (running || closed) {
            wanted = true;
            return;
        }
        long since = timing.now() - beganAt;
        if (begun && since < MIN_PAUSE.toNanos()) {
            timer.set(MIN_PAUSE.toNanos() - since);
        } else {
            begin();
        }
    }

    /** As {@link #soon}, with whole answers: only they are sure to make the registry send us events. */
    void wholeSoon() {
        discovery.services().all().forEach(KnownService::forgetRevision);
        soon();
    }

    void close() {
        closed = true;
        timer.release();
    }

    private void begin() {
        running = true;
        wanted = false;
        begun = true;
        beganAt = timing.now();
        timer.clear();
        discovery.forgetUnused();
        List<ServiceName> names = new ArrayList<>();
        discovery.services().all().forEach(service -> names.add(service.name()));
        new Round(names.iterator()).next();
    }

    private void end() {
        running = false;
        discovery.services().publish();
        if (closed) {
            return;
        }
        if (wanted) {
            timer.set(Math.max(0, MIN_PAUSE.toNanos() - (timing.now() - beganAt)));
        } else {
            start();
        }
    }

    private final class Round {
        private final Iterator<ServiceName> names;
        private int untoldInARow;
        private boolean asked;
        private boolean untold;

        Round(Iterator<ServiceName> names) {
            this.names = names;
        }

        void next() {
            List<Question> questions = new ArrayList<>();
            while (names.hasNext() && questions.size() < BATCH) {
                KnownService service = discovery.services().find(names.next());
                if (service != null) {
                    questions.add(new Question(service.name(), service.revision()));
                }
            }
            if (questions.isEmpty()) {
                over();
                return;
            }
            asked = true;
            if (pool.hasBatch(pool.preferred())) {
                askTogether(questions);
            } else {
                askEach(questions.iterator());
            }
        }

        private void over() {
            if (asked) {
                board.pulled(!untold);
            }
            end();
        }

        private void askTogether(List<Question> questions) {
            long sentAt = timing.now();
            api.findAll(questions, discovery.consumerId(), timeoutNanos, answer -> {
                if (answer instanceof BatchAnswer.Answers(List<ServiceAnswer> answers)) {
                    answered(questions, answers, sentAt);
                    return;
                }
                switch (answer) {
                    case BatchAnswer.Answers(List<ServiceAnswer> answers) -> answered(questions, answers, sentAt);
                    case BatchAnswer.Unsupported(var address) -> {
                        log.info(
                                "registry at {} can't find several services at once: each is asked for by itself",
                                address);
                        pool.lacksBatch(address);
                        askEach(questions.iterator());
                    }
                    case BatchAnswer.TooMany() -> askEach(questions.iterator());
                    case BatchAnswer.Untold _ -> goOnAfterUntold();
                }
            });
        }

        private void answered(List<Question> questions, List<ServiceAnswer> answers, long sentAt) {
            untoldInARow = 0;
            for (int i = 0; i < answers.size(); i++) {
                apply(questions.get(i), answers.get(i), sentAt);
            }
            discovery.services().publish();
            next();
        }

        /** What is known stays; Reachability has told. One batch that the registry can't do must not keep the others old. */
        private void goOnAfterUntold() {
            untold = true;
            untoldInARow++;
            if (untoldInARow < MAX_UNTOLD && pool.anyUp()) {
                next();
            } else {
                over();
            }
        }

        private void askEach(Iterator<Question> questions) {
            if (!questions.hasNext()) {
                next();
                return;
            }
            Question question = questions.next();
            long sentAt = timing.now();
            api.find(question, discovery.consumerId(), timeoutNanos, answer -> {
                apply(question, answer, sentAt);
                boolean told = !(answer instanceof ServiceAnswer.Untold);
                untold |= !told;
                untoldInARow = told ? 0 : untoldInARow + 1;
                if (untoldInARow >= MAX_UNTOLD) {
                    over();
                } else {
                    askEach(questions);
                }
            });
        }

        private void apply(Question question, ServiceAnswer answer, long sentAt) {
            // Forgotten meanwhile: not brought back.
            if (discovery.services().find(question.name()) != null) {
                discovery.apply(question.name(), answer, sentAt);
            }
        }
    }
}
