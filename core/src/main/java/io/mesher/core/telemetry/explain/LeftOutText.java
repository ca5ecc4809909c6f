package io.mesher.core.telemetry.explain;

import io.mesher.core.catalog.LeftOut;
import java.util.ArrayList;
import java.util.List;

/** Instances that the registry has and that get no requests, in words. */
final class LeftOutText {
    private LeftOutText() {}

    /** A line for each: {@code 10.0.0.1:80 (id), version 1.0: DOWN in the registry}. */
    static List<String> of(LeftOut leftOut) {
        List<String> lines = new ArrayList<>();
        for (LeftOut.One one : leftOut.named()) {
            String name = one.address().isEmpty() ? one.id() : one.address() + " (" + one.id() + ")";
            lines.add(name + (one.version().isEmpty() ? "" : ", version " + one.version()) + ": " + one.why());
        }
        if (leftOut.more() > 0) {
            lines.add("and " + leftOut.more() + " more registered instances that get no requests");
        }
        return lines;
    }
}
