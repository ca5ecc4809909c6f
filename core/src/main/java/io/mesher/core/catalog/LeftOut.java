package io.mesher.core.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances of a service that the registry has and that get no requests, for who asks why. Immutable.
 *
 * @param named in the order of their ids, at most {@link #MAX_NAMED}
 * @param more of which only the number is known
 */
public record LeftOut(List<One> named, int more) {
    /** There may be thousands, and requests that are remembered keep what they were left out of. */
    public static final int MAX_NAMED = 16;

    public static final LeftOut NONE = new LeftOut(List.of(), 0);

    /**
     * One of them.
     *
     * @param address where it would be dialled, else what it has instead; may be empty
     * @param version empty if unknown
     * @param why for people: {@code DOWN in the registry}
     */
    public record One(String id, String address, String version, String why) {
        /** By hand, as equals: see {@link Instance}. */
        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof One one
                    && id.equals(one.id)
                    && address.equals(one.address)
                    && version.equals(one.version)
                    && why.equals(one.why);
        }
    }

    public LeftOut {
        named = List.copyOf(named);
    }

    public boolean isEmpty() {
        return named.isEmpty() && more == 0;
    }

    /** With one that isn't {@linkplain #named} yet. */
    public LeftOut with(One one) {
        if (named.size() >= MAX_NAMED) {
            return new LeftOut(named, more + 1);
        }
        List<One> with = new ArrayList<>(named);
        int at = 0;
        while (at < with.size() && with.get(at).id().compareTo(one.id()) < 0) {
            at++;
        }
        with.add(at, one);
        return new LeftOut(with, more);
    }

    /** Without that one, if it is named: of others nobody knows whether they are among those that aren't. */
    public LeftOut without(String id) {
        List<One> without = new ArrayList<>(named);
        return without.removeIf(one -> one.id().equals(id)) ? new LeftOut(without, more) : this;
    }

    /** By hand: see {@link Instance}. */
    @Override
    public int hashCode() {
        return named.hashCode() * 31 + more;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof LeftOut all && more == all.more && named.equals(all.named));
    }
}
