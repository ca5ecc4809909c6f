package io.mesher.registry.client.find;

import io.mesher.core.catalog.LeftOut;
import io.mesher.registry.client.answer.EndpointText;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.find.InstanceFilter.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of instances that get no requests which they are and why. */
final class LeftOutReasons {
    /** The registry bounds neither. */
    private static final int MAX_ADDRESS_CHARS = 128;

    private static final int MAX_STATUS_CHARS = 32;

    private LeftOutReasons() {}

    /** @param unusable those that {@link InstanceFilter} turned down; sorted by this */
    static LeftOut of(List<ListedInstance> unusable, @Nullable String tlsName) {
        if (unusable.isEmpty()) {
            return LeftOut.NONE;
        }
        unusable.sort((a, b) -> a.id().compareTo(b.id()));
        List<LeftOut.One> named = new ArrayList<>();
        for (int i = 0; i < Math.min(unusable.size(), LeftOut.MAX_NAMED); i++) {
            named.add(one(unusable.get(i), tlsName));
        }
        return new LeftOut(named, unusable.size() - named.size());
    }

    static LeftOut.One one(ListedInstance listed, @Nullable String tlsName) {
        return new LeftOut.One(listed.id(), address(listed.endpoints()), listed.version(), why(listed, tlsName));
    }

    private static String address(List<String> endpoints) {
        for (String text : endpoints) {
            EndpointText endpoint = EndpointText.parse(text);
            if (endpoint != null && endpoint.scheme().equals("rest")) {
                return endpoint.endpoint().authority();
            }
        }
        return endpoints.isEmpty() ? "" : cut(endpoints.getFirst(), MAX_ADDRESS_CHARS);
    }

    private static String why(ListedInstance listed, @Nullable String tlsName) {
        return InstanceFilter.judge(listed, tlsName) instanceof Judgement.NotUsable turnedDown
                ? why(listed, turnedDown.reason())
                : "";
    }

    private static String why(ListedInstance listed, InstanceFilter.Reason reason) {
        return switch (reason) {
            case STATUS ->
                listed.status().isEmpty()
                        ? "without a status in the registry"
                        : cut(listed.status(), MAX_STATUS_CHARS) + " in the registry";
            case NO_REST_ENDPOINT -> "it has no rest:// endpoint";
            case BAD_ENDPOINT, TLS, BAD_PREFIX, NO_VERSION -> reason.text();
        };
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) + "..." : text;
    }
}
