package io.mesher.registry.client.find;

import io.mesher.base.retry.Backoff;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.telemetry.RegistryStatus.Pulls;
import io.mesher.registry.client.answer.BatchAnswer;
import io.mesher.registry.client.answer.ServiceAnswer;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.AddressPool;
import io.mesher.registry.client.call.FindApi;
import io.mesher.registry.client.call.FindApi.Question;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for all known services: now and then, and when there is a reason to. One round at a time. */
public final class Refresh {
    static final int BATCH = 100;
    /** Whatever reasons come, a round begins no sooner after the one before. */
    static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    /** So many questions in a row to which the registry has no answer: it is the registry. */
    private static final int MAX_UNTOLD = 3;

    private static final Logger log = LoggerFactory.getLogger(Refresh.class);

    private final Timing timing;
    private final FindApi api;
    private final Discovery discovery;
    private final Spellings spellings;
    private final AddressPool pool;
    private final Duration interval;
    private final long timeoutNanos;
    private final RandomGenerator random;
    private final Alarm timer;
    private boolean closed;
    private boolean running;
    private boolean wanted;
    private boolean begun;
    private long beganAt;
    private volatile Pulls shown = new Pulls(0, 0, 0);

    public Refresh(
            Timing timing,
            FindApi api,
            Discovery discovery,
            Spellings spellings,
            AddressPool pool,
            Duration interval,
            long timeoutNanos,
            RandomGenerator random) {
        this.timing = timing;
        this.api = api;
        this.discovery = discovery;
        this.spellings = spellings;
        this.pool = pool;
        this.interval = interval;
        this.timeoutNanos = timeoutNanos;
        this.random = random;
        this.timer = timing.timer(this::begin);
    }

    /** Any thread. */
    public Pulls shown() {
        return shown;
    }

    private void show(boolean good) {
        Pulls before = shown;
        shown = good
                ? new Pulls(before.all() + 1, before.failed(), timing.epochMillis())
                : new Pulls(before.all() + 1, before.failed() + 1, before.lastGood());
    }

    private void start() {
        timer.set(Backoff.jittered(interval.toNanos(), random));
    }

    /** As soon as may be. */
    public void soon() {
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
    public void wholeSoon() {
        discovery.services().all().forEach(KnownService::forgetRevision);
        soon();
    }

    public void close() {
        closed = true;
        timer.release();
    }

    private void begin() {
        running = true;
        wanted = false;
        begun = true;
        beganAt = timing.now();
        timer.clear();
        new Round().start();
    }

    private void end() {
        running = false;
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
        private final DefectGuard guard = new DefectGuard(timing, this::abandon);
        /** A defect in what one service's answer brings must not keep the others old. */
        private final DefectGuard applying = new DefectGuard(timing, this::onUntold);

        private Iterator<ServiceName> names = Collections.emptyIterator();
        private int untoldInARow;
        private boolean asked;
        private boolean untold;
        private boolean ended;

        void start() {
            guard.run(() -> {
                discovery.forgetUnused();
                spellings.recheck();
                List<ServiceName> known = new ArrayList<>();
                discovery.services().all().forEach(service -> known.add(service.name()));
                names = known.iterator();
                next();
            });
        }

        private void onUntold() {
            untold = true;
        }

        private void abandon() {
            untold = true;
            asked = true;
            over();
        }

        private void next() {
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
            if (ended) {
                return;
            }
            ended = true;
            if (asked) {
                show(!untold);
            }
            end();
            discovery.services().publish();
        }

        private void askTogether(List<Question> questions) {
            long sentAt = timing.now();
            api.findAll(questions, discovery.consumerId(), timeoutNanos, guard.answer(answer -> {
                if (!ended) {
                    onAnswers(questions, answer, sentAt);
                }
            }));
        }

        private void onAnswers(List<Question> questions, BatchAnswer answer, long sentAt) {
            switch (answer.kind()) {
                case ANSWERS -> answered(questions, ((BatchAnswer.Answers) answer).services(), sentAt);
                case UNSUPPORTED -> {
                    Endpoint address = ((BatchAnswer.Unsupported) answer).address();
                    log.info(
                            "registry at {} can't find several services at once: Mesher asks for each one separately",
                            address);
                    pool.lacksBatch(address);
                    askEach(questions.iterator());
                }
                case TOO_MANY -> askEach(questions.iterator());
                case UNTOLD -> goOnAfterUntold();
            }
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
            api.find(question, discovery.consumerId(), timeoutNanos, guard.answer(answer -> {
                if (!ended) {
                    apply(question, answer, sentAt);
                    goOnAfter(answer, questions);
                }
            }));
        }

        private void goOnAfter(ServiceAnswer answer, Iterator<Question> questions) {
            boolean told = !(answer instanceof ServiceAnswer.Untold);
            untold |= !told;
            untoldInARow = told ? 0 : untoldInARow + 1;
            if (untoldInARow >= MAX_UNTOLD) {
                over();
            } else {
                askEach(questions);
            }
        }

        private void apply(Question question, ServiceAnswer answer, long sentAt) {
            // Forgotten meanwhile: not brought back.
            if (discovery.services().find(question.name()) != null) {
                applying.run(() -> discovery.apply(question.name(), answer, sentAt));
            }
        }
    }
}
