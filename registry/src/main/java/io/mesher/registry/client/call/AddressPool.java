package io.mesher.registry.client.call;

import io.mesher.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Which address of the registry is asked next. One is kept to while it answers; one that failed is passed over. When all have
 * failed they are tried in turn all the same, and never any other host.
 */
public final class AddressPool {
    private final List<Endpoint> addresses;
    private final boolean[] down;
    private final boolean[] withoutBatch;
    private int current;

    public AddressPool(List<Endpoint> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: none (expected: one or more of the registry)");
        }
        this.addresses = List.copyOf(addresses);
        this.down = new boolean[addresses.size()];
        this.withoutBatch = new boolean[addresses.size()];
    }

    /** In the order in which a call tries them; never empty. */
    public List<Endpoint> candidates() {
        boolean anyUp = anyUp();
        List<Endpoint> candidates = new ArrayList<>();
        for (int i = 0; i < down.length; i++) {
            int at = (current + i) % down.length;
            if (!anyUp || !down[at]) {
                candidates.add(addresses.get(at));
            }
        }
        return candidates;
    }

    public Endpoint preferred() {
        return candidates().getFirst();
    }

    public boolean anyUp() {
        for (boolean isDown : down) {
            if (!isDown) {
                return true;
            }
        }
        return false;
    }

    List<Endpoint> down() {
        List<Endpoint> failed = new ArrayList<>();
        for (int i = 0; i < down.length; i++) {
            if (down[i]) {
                failed.add(addresses.get(i));
            }
        }
        return failed;
    }

    /** @return whether that is news */
    public boolean failed(Endpoint address) {
        int at = addresses.indexOf(address);
        boolean news = !down[at];
        down[at] = true;
        // What runs there when it comes back may be another release.
        withoutBatch[at] = false;
        if (at == current) {
            current = (current + 1) % down.length;
        }
        return news;
    }

    /** @return whether that is news */
    public boolean answered(Endpoint address) {
        int at = addresses.indexOf(address);
        boolean news = down[at];
        down[at] = false;
        if (down[current]) {
            current = at;
        }
        return news;
    }

    /** It doesn't know how to find several services at once. */
    public void lacksBatch(Endpoint address) {
        withoutBatch[addresses.indexOf(address)] = true;
    }

    public boolean hasBatch(Endpoint address) {
        return !withoutBatch[addresses.indexOf(address)];
    }
}
