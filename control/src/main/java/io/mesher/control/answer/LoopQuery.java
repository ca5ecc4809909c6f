package io.mesher.control.answer;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks several event loops something that only they may look at, and waits for their answers, though not for ever. */
public final class LoopQuery<T> {
    /** Far beyond any event; a loop that is later is stuck. */
    private static final long PATIENCE_NANOS = 1_000_000_000;

    /**
     * What is asked of one of them.
     *
     * @param loop on which {@code look} is called
     */
    public record Question<T>(Executor loop, Supplier<T> look) {}

    private final EventLoop home;
    private final List<Optional<T>> answers = new ArrayList<>();
    private final Consumer<List<Optional<T>>> done;
    private final Timer timer;
    private int missing;

    private LoopQuery(EventLoop home, int asked, Consumer<List<Optional<T>>> done) {
        this.home = home;
        this.done = done;
        this.timer = home.timer(this::end);
        this.missing = asked;
        for (int i = 0; i < asked; i++) {
            answers.add(Optional.empty());
        }
    }

    /**
     * On {@code home}, and {@code done} is called there, once.
     *
     * @param done takes the answers in the order of the questions; empty for a loop that gave none within a second
     */
    public static <T> void ask(EventLoop home, List<Question<T>> questions, Consumer<List<Optional<T>>> done) {
        LoopQuery<T> gather = new LoopQuery<>(home, questions.size(), done);
        if (questions.isEmpty()) {
            gather.end();
            return;
        }
        gather.timer.set(PATIENCE_NANOS);
        for (int i = 0; i < questions.size(); i++) {
            gather.ask(i, questions.get(i));
        }
    }

    private void ask(int place, Question<T> question) {
        question.loop().execute(() -> {
            T answer = question.look().get();
            home.execute(() -> take(place, answer));
        });
    }

    private void take(int place, T answer) {
        if (missing > 0) {
            answers.set(place, Optional.of(answer));
            missing--;
            if (missing == 0) {
                end();
            }
        }
    }

    private void end() {
        missing = 0;
        timer.release();
        done.accept(answers);
    }
}
