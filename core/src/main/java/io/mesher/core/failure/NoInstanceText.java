package io.mesher.core.failure;

import io.mesher.core.catalog.LeftOut;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** The answer for a service without an instance, or with instances that can't be called. */
final class NoInstanceText {
    private static final int STATUS = 503;
    private static final String CODE = "no.instance";
    private static final int MAX_REASONS = 3;

    private NoInstanceText() {}

    static FailureResponse of(InternalFailure.NoInstance none) {
        String known = "The service \"" + none.service() + "\" is known, but ";
        if (!none.subset().isEmpty()) {
            return new FailureResponse(
                    STATUS,
                    CODE,
                    known + "has no instance of " + none.subset() + ", which a route rule asks for.",
                    "Start such an instance, or correct servicecomb.routeRule." + none.service()
                            + " (in older files servicecomb.darklaunch.policy." + none.service() + ").");
        }
        if (none.leftOut().isEmpty()) {
            return new FailureResponse(
                    STATUS,
                    CODE,
                    known + "has no instance.",
                    "Start an instance of it, or check why its instances are down.");
        }
        return new FailureResponse(
                STATUS,
                CODE,
                known + reasons(none.leftOut()) + ".",
                "Start an instance that can get requests, or correct what keeps these from it; ./mesher explain http://"
                        + none.service() + "/ lists them.");
    }

    private static String reasons(LeftOut leftOut) {
        int others = leftOut.named().size() + leftOut.more();
        if (others == 1 && leftOut.more() == 0) {
            return "its only instance gets no requests: "
                    + leftOut.named().getFirst().why();
        }
        String start = "none of its " + others + " instances gets requests: ";
        Map<String, Integer> counts = new LinkedHashMap<>();
        leftOut.named().forEach(one -> counts.merge(one.why(), 1, Integer::sum));
        StringJoiner reasons = new StringJoiner(", ", start, "");
        Iterator<Map.Entry<String, Integer>> entries = counts.entrySet().iterator();
        for (int i = 0; i < MAX_REASONS && entries.hasNext(); i++) {
            Map.Entry<String, Integer> reason = entries.next();
            reasons.add(reason.getKey() + " (" + reason.getValue() + ")");
            others -= reason.getValue();
        }
        return (others == 0 ? reasons : reasons.add("other reasons (" + others + ")")).toString();
    }
}
