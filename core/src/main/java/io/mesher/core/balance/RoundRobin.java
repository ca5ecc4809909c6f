package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each instance of a service in turn, of its newest version. One per event loop: not thread-safe. */
public final class RoundRobin {
    private static final class Turn {
        int next;
    }

    private final Map<String, Turn> turns = new HashMap<>();
    private final int firstTurn;

    /** @param firstTurn where every service begins: differs by event loop, so that loops don't hit one instance together */
    public RoundRobin(int firstTurn) {
        this.firstTurn = firstTurn;
    }

    /**
     * The next instance that wasn't tried yet. Null when all were.
     *
     * @param tried those that failed this request already, the first {@code triedCount} of the array
     */
    public @Nullable Instance pick(Microservice service, @Nullable Instance[] tried, int triedCount) {
        int count = service.newest().size();
        if (count == 0) {
            return null;
        }
        Turn turn = turns.get(service.name());
        if (turn == null) {
            turn = new Turn();
            turn.next = firstTurn;
            turns.put(service.name(), turn);
        }
        for (int i = 0; i < count; i++) {
            turn.next = turn.next + 1 >= count ? 0 : turn.next + 1;
            Instance candidate = service.newest().get(turn.next);
            if (!contains(tried, triedCount, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean contains(@Nullable Instance[] tried, int count, Instance candidate) {
        for (int i = 0; i < count; i++) {
            Instance instance = tried[i];
            if (instance != null && instance.id().equals(candidate.id())) {
                return true;
            }
        }
        return false;
    }
}
