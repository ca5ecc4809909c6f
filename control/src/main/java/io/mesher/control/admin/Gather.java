package io.mesher.control.admin;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks several event loops something that only they may look at, and waits for their answers, though not for ever. */
final class Gather<T> {
    private final EventLoop home;
    private final List<Optional<T>> answers = new ArrayList<>();
    private final Consumer<List<Optional<T>>> done;
    private final Timer timer;
    private int missing;

    private Gather(EventLoop home, int asked, Consumer<List<Optional<T>>> done) {
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
     * @param questions one for each of the loops, asked there
     * @param nanos how long to wait
     * @param done takes the answers in the order of the loops; empty for a loop that gave none
     */
    static <T> void ask(
            EventLoop home,
            List<EventLoop> loops,
            List<Supplier<T>> questions,
            long nanos,
            Consumer<List<Optional<T>>> done) {
        Gather<T> gather = new Gather<>(home, loops.size(), done);
        gather.timer.set(nanos);
        for (int i = 0; i < loops.size(); i++) {
            gather.ask(i, loops.get(i), questions.get(i));
        }
    }

    private void ask(int place, EventLoop loop, Supplier<T> question) {
        loop.execute(() -> {
            T answer = question.get();
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
