package io.mesher.app.config;

import static io.mesher.app.config.KnownKey.effective;

import java.util.List;

/** The keys that say which requests go to which instances. */
final class RoutingKeys {
    static final String RULES = "servicecomb.routeRule.";
    static final String DARK_LAUNCH = "servicecomb.darklaunch.policy.";
    static final String OPTIONS = "mesher.routes.";
    static final String MATCH = "servicecomb.match.";
    static final String MATCH_GROUP = "servicecomb.matchGroup.";
    static final String INFRA = "servicecomb.router.infra";

    private RoutingKeys() {}

    static List<KnownKey> all() {
        return List.of(
                effective(
                        RULES + "<service>",
                        "list of rules, or a string that holds one",
                        "",
                        "Which requests go to which versions of a service, in which shares: see [Routing](routing.md)."),
                effective(
                        DARK_LAUNCH + "<service>",
                        "JSON",
                        "",
                        "The same in the form of CSE Mesher's dark launch; routeRule comes first."),
                effective(
                        OPTIONS + "<service>",
                        "list of routes, or a string that holds one",
                        "",
                        "Time-outs, retries and changed header fields for some of the requests to a service: see"
                                + " [Routing](routing.md)."),
                effective(
                        MATCH + "<name>",
                        "matches, or a string that holds them",
                        "",
                        "A match that rules refer to by its name."),
                effective(MATCH_GROUP + "<name>", "matches, or a string that holds them", "", "The same."),
                effective(
                        INFRA,
                        "cse",
                        "cse",
                        "The source of route rules; they come from the configuration, whatever this says."));
    }

    /** Whether the key says something of it. */
    static boolean isOne(String key) {
        return key.startsWith(RULES)
                || key.startsWith(DARK_LAUNCH)
                || key.startsWith(OPTIONS)
                || key.startsWith(MATCH)
                || key.startsWith(MATCH_GROUP);
    }

    /** What follows the prefix that the key begins with; empty: it has none of them. */
    static String behind(String key, String... prefixes) {
        for (String prefix : prefixes) {
            if (key.startsWith(prefix)) {
                return key.substring(prefix.length());
            }
        }
        return "";
    }
}
