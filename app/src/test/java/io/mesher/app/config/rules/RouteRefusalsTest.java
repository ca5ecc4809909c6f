package io.mesher.app.config.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.FlatKeys;
import io.mesher.app.config.source.Problems;
import io.mesher.app.config.source.Value;
import io.mesher.core.route.RequestMatch;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong rules are refused with place and reason, and those of other services stay. */
class RouteRefusalsTest {
    private static final String OPERATORS =
            "exact, noEqu, contains, prefix, suffix, regex, less, noLess, greater, noGreater, caseInsensitive";

    private final Problems problems = new Problems();
    private final FlatKeys keys = new FlatKeys(problems);
    private RouteTable lastGood = RouteTable.NONE;

    private RouteRefusalsTest with(String key, String text, String place) {
        keys.add(new Entry(key, key, new Value.Scalar(text, place)));
        return this;
    }

    private RouteTable read() {
        return new RouteRulesReader(new KeyReader(keys, problems)).read(lastGood);
    }

    private List<String> told() {
        List<String> lines = new ArrayList<>();
        problems.all().forEach(problem -> lines.add(problem.toString()));
        return lines;
    }

    private void assertRefused(String key, String text, String message) {
        assertThat(with(key, text, "here").read().services()).doesNotContainKey("server");
        String without = key.startsWith("mesher.routes.") ? "routes or rules" : "rules";
        assertThat(told())
                .containsExactly("error: here: " + key + ": " + message + "; refused; server has no " + without);
        assertThat(problems.hasErrors()).isFalse();
    }

    private static ServiceRoutes anything() {
        return new ServiceRoutes(
                List.of(new RouteRule(0, RequestMatch.ANY, List.of(new WeightedSubset(100, Subset.LATEST)), "earlier")),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x#x (expected: a list of rules, each with route: and optionally match: and precedence:)",
                "{route: []}#a map (expected: a list of rules, each with route: and optionally match: and precedence:)",
                "[x]#rule 1: x (expected: a map with precedence, match, route)",
                "[{rout: [], route: [{weight: 100}]}]#rule 1, rout: unknown (expected: precedence, match, route; did you mean route?)",
                "[{}]#rule 1: no route (expected: route: with a list of weights and tags)",
                "[{route: }]#rule 1, route: empty (expected: a list of weights and tags)",
                "[{route: []}]#rule 1, route: empty (expected: one entry at least, such as {tags: {version: 1.0.0}})",
                "[{precedence: high, route: [{weight: 100}]}]#rule 1, precedence: high (expected: a whole number)",
                "[{route: [{weight: 60}, {weight: 50}]}]#rule 1, route: weights add up to 110 (expected: at most 100)",
                "[{route: [{weight: 100}, {weight: 30}]}]#rule 1, route: weights add up to 130 (expected: at most 100)",
                "[{route: [{weight: 101}]}]#rule 1, route[1].weight: 101 (expected: 0 to 100)",
                "[{route: [{weight: x}]}]#rule 1, route[1].weight: x (expected: 0 to 100)",
                "[{route: [{weight: 50}, {}]}]#rule 1, route[2]: no weight (expected: 0 to 100 for each entry where there are"
                        + " several)",
                "[{route: [{weigth: 50}]}]#rule 1, route[1].weigth: unknown (expected: weight, tags; did you mean weight?)",
                "[{route: [{tags: x}]}]#rule 1, route[1].tags: x (expected: tags, such as {version: 1.0.0})",
                "[{route: [{tags: {version: 2.0-1.0}}]}]#rule 1, route[1].tags.version: 2.0-1.0: no version is from the first"
                        + " and older than the second (expected: latest, a version such as 1.2.0, 1.2.0+ for that and newer,"
                        + " or 1.2.0-2.0.0 for versions from the first on that are older than the second)",
                "[{route: [{tags: {app: a b}}]}]#rule 1, route[1].tags.app: a b (expected: 1 to 160 visible ASCII characters"
                        + " without spaces)",
            })
    void ofARoute(String rules, String message) {
        assertRefused("servicecomb.routeRule.server", rules, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x#: x (expected: a map with source, sourceTags, headers, httpHeaders, path, method, queries, cookies, refer)",
                "{header: {}}#.header: unknown (expected: source, sourceTags, headers, httpHeaders, path, method, queries,"
                        + " cookies, refer; did you mean headers?)",
                "{source: [a]}#.source: a list (expected: 1 to 160 visible ASCII characters without spaces)",
                "{sourceTags: {}}#.sourceTags: empty (expected: tags, such as {version: 1.0.0})",
                "{headers: }#.headers: empty (expected: names with operators, such as {X-User: {exact: \"value\"}})",
                "{headers: {X-User: }}#.headers.X-User: empty (expected: operators, such as {exact: \"value\"})",
                "{headers: {X-User: tom}}#.headers.X-User: tom (expected: operators, such as {exact: \"value\"})",
                "{headers: {X-User: {exakt: tom}}}#.headers.X-User.exakt: unknown (expected: " + OPERATORS
                        + "; did you mean exact?)",
                "{headers: {X-User: {caseInsensitive: true}}}#.headers.X-User: no operator (expected: one at least of "
                        + OPERATORS + ")",
                "{headers: {X-User: {exact: [a]}}}#.headers.X-User.exact: a list (expected: a text)",
                "{headers: {X-User: {exact: a, caseInsensitive: x}}}#.headers.X-User.caseInsensitive: x (expected: true or"
                        + " false)",
                "{headers: {X-User: {less: a}}}#.headers.X-User.less: a: not a whole number (expected: a number such as 200 or -1)",
                "{headers: {X-User: {regex: '(a'}}}#.headers.X-User.regex: (a: missing closing ): (a (expected: a"
                        + " regular expression in Go's syntax)",
                "{headers: {X User: {exact: a}}}#.headers.X User: not a name (expected: letters, digits and"
                        + " marks such as -, without spaces)",
                "{path: /orders}#.path: /orders (expected: operators, such as {exact: \"value\"})",
                "{method: []}#.method: empty (expected: methods, such as [GET, HEAD])",
                "{method: [G T]}#.method: G T (expected: a method, such as GET)",
                "{method: {}}#.method: a map (expected: methods, such as [GET, HEAD])",
                "{refer: writes}#.refer: writes: no such match policy (expected: the name of a servicecomb.match.<name> or"
                        + " servicecomb.matchGroup.<name>)",
            })
    void ofAMatch(String match, String message) {
        assertRefused(
                "servicecomb.routeRule.server",
                "[{match: " + match + ", route: [{weight: 100}]}]",
                "rule 1, match" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x#x (expected: a map with policyType, ruleItems)",
                "{policyType: RATE}#no ruleItems (expected: policyType and ruleItems)",
                "{ruleItems: []}#no policyType (expected: policyType and ruleItems)",
                "{policyType: X, ruleItems: []}#policyType: X (expected: RATE or RULE)",
                "{policyType: RATE, ruleItems: [{groupCondition: version=1, policyCondition: 101}]}#item 1, policyCondition:"
                        + " 101 (expected: 0 to 100)",
                "{policyType: RATE, ruleItems: [{groupCondition: version=1}]}#item 1: no policyCondition (expected:"
                        + " groupCondition and policyCondition)",
                "{policyType: RATE, ruleItems: [{policyCondition: 1}]}#item 1: no groupCondition (expected: groupCondition"
                        + " and policyCondition)",
                "{policyType: RATE, ruleItems: [{groupCondition: app=1, policyCondition: 1}]}#item 1, groupCondition: app=1"
                        + " (expected: version= and versions with commas, such as version=1.0.0,1.1.0)",
                "{policyType: RATE, ruleItems: [{groupCondition: version=1, policyCondition: 60}, {groupCondition: version=2,"
                        + " policyCondition: 60}]}#ruleItems: weights add up to 120 (expected: at most 100)",
                "{policyType: RULE, ruleItems: [{groupCondition: version=1, policyCondition: user}]}#item 1, policyCondition:"
                        + " user (expected: a header's name, one of != >= <= = > < ~, and a value)",
                "{policyType: RULE, ruleItems: [{groupCondition: version=1, policyCondition: user~(}]}#item 1,"
                        + " policyCondition: (: missing closing ): ( (expected: a regular expression in Go's syntax)",
                "{policyType: RULE, ruleItems: [{groupCondition: version=1, policyCondition: a>b}]}#item 1, policyCondition:"
                        + " b: not a whole number (expected: a number such as 200 or -1)",
            })
    void ofADarkLaunch(String policy, String message) {
        assertRefused("servicecomb.darklaunch.policy.server", policy, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x#x (expected: a list of routes, each with match: and what it changes)",
                "[{retries: 1}]#route 1, retries: unknown (expected: name, match, timeout, retry, requestHeaders,"
                        + " responseHeaders; did you mean retry?)",
                "[{retry: 1}]#route 1, retry: 1 (expected: true or false)",
                "[{timeout: 5s}]#route 1, timeout: 5s (expected: a map with response, idle, total)",
                "[{timeout: {response: 5}}]#route 1, timeout.response: 5 (expected: a duration with a unit, such as 10s, 500ms"
                        + " or 1m30s; did you mean 5s?)",
                "[{timeout: {total: 25h}}]#route 1, timeout.total: 25h (expected: a duration from 0s to 24h)",
                "[{requestHeaders: {set: {Host: a}}}]#route 1, requestHeaders.set: Host can't be changed: Mesher sets it",
                "[{requestHeaders: {set: {a b: a}}}]#route 1, requestHeaders.set: a b: not a name (expected: letters, digits"
                        + " and marks such as -, without spaces)",
                "[{responseHeaders: {add: {X-A: \"a\\nb\"}}}]#route 1, responseHeaders.add.X-A: a?b (expected: at most 4096"
                        + " characters of ISO 8859-1 without control characters)",
                "[{responseHeaders: {remove: X-A}}]#route 1, responseHeaders.remove: X-A (expected: a list of names)",
                "[{responseHeaders: {set: {X-A: a, x-a: b}}}]#route 1, responseHeaders.set.x-a: twice, in different case"
                        + " (expected: once)",
            })
    void ofARoutesTreatment(String routes, String message) {
        assertRefused("mesher.routes.server", routes, message);
    }

    @ParameterizedTest
    @CsvSource({
        "content-length",
        "Transfer-Encoding",
        "Connection",
        "Host",
        "TE",
        "Trailer",
        "Upgrade",
        "Keep-Alive",
        "Proxy-Authorization",
        "Via",
        "Expect"
    })
    void fieldsOfMesherAreNeitherChangedNorRemoved(String name) {
        with("mesher.routes.a", "[{requestHeaders: {remove: [" + name + "]}}]", "here");
        with("mesher.routes.b", "[{responseHeaders: {add: {" + name + ": x}}}]", "here");
        assertThat(read().services()).isEmpty();
        assertThat(told()).hasSize(2).allMatch(line -> line.contains(name + " can't be changed"));
    }

    @Test
    void theLineWithinABlockIsTold() {
        with(
                "servicecomb.routeRule.server",
                "# one\n- route:\n    - weight: 100\n      tag: x\n",
                "conf/router.yaml:7");
        assertThat(read().services()).isEmpty();
        assertThat(told()).singleElement().asString().startsWith("error: conf/router.yaml:11: ");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        with("servicecomb.routeRule.server", "- route:\n    - {weight: 100\n", "conf/router.yaml:7");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("error: conf/router.yaml:")
                .contains("not valid YAML");
    }

    @Test
    void aNameTwiceIsAFault() {
        assertRefused(
                "servicecomb.routeRule.server",
                "[{route: [{weight: 100}], route: [{weight: 100}]}]",
                "duplicate key route (expected: each key once)");
    }

    @Test
    void otherServicesLoadAndTheLastGoodRulesStay() {
        ServiceRoutes before = anything();
        lastGood = new RouteTable(Map.of("server", before, "gone", anything()));
        with("servicecomb.routeRule.server", "[{route: []}]", "here");
        with("servicecomb.routeRule.other", "[{route: [{weight: 100}]}]", "here");
        RouteTable read = read();
        assertThat(read.of("server")).isSameAs(before);
        assertThat(read.of("other").rules()).hasSize(1);
        assertThat(read.services()).containsOnlyKeys("server", "other");
        assertThat(told()).singleElement().asString().endsWith("; refused; earlier rules stay");
    }

    @Test
    void oneFaultRefusesAllRulesOfItsService() {
        with("servicecomb.routeRule.server", "[{route: [{weight: 100}]}, {route: []}]", "here");
        with("mesher.routes.server", "[{retry: false}]", "here");
        assertThat(read().services()).isEmpty();
    }

    @Test
    void aWrongPolicyRefusesTheRulesThatReferToIt() {
        with("servicecomb.match.a", "{matches: [{methods: [GET]}]}", "there");
        with("servicecomb.routeRule.server", "[{match: {refer: a}, route: [{weight: 100}]}]", "here");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .containsExactly(
                        "error: there: servicecomb.match.a: match 1, methods: unknown (expected: name, headers, apiPath,"
                                + " method, queries, trafficMarkPolicy; did you mean method?); refused; no rule can refer to it",
                        "error: here: servicecomb.routeRule.server: rule 1, match.refer: a: this match policy has an error,"
                                + " see there; refused; server has no rules");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        with("servicecomb.routeRule.a b", "[]", "here");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .containsExactly(
                        "error: here: servicecomb.routeRule.a b: a b: not the name of a service (expected: letters,"
                                + " digits and . - _); refused; a b has no rules");
    }

    // --- bounds

    @Test
    void notMoreIsToldThanCanBeRead() {
        for (int i = 0; i < 1000; i++) {
            with("servicecomb.routeRule.s" + i, "[" + "{},".repeat(20) + "]", "here");
        }
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .hasSize(100 * 11 + 1)
                .last()
                .isEqualTo("error: configuration: 900 more keys of rules are refused too");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        with("servicecomb.routeRule.server", bomb(), "conf/router.yaml:1");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .singleElement()
                .asString()
                .contains(": too many values (expected: at most 100000 of one key, 1000000 of all); refused;");
    }

    @Test
    void largeExpressionsDontFillTheMemory() {
        with(
                "servicecomb.routeRule.server",
                "[" + "{match: {headers: {a: {regex: 'a{999}b{999}'}}}, route: [{weight: 100}]},".repeat(600) + "]",
                "here");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .hasSize(11)
                .first()
                .asString()
                .contains(
                        ": too many and too large operators (expected: at most 100000 steps of one key, 1000000 of all)");
    }

    @Test
    void whatOneServiceTakesTooMuchOfTheOthersStillHave() {
        with(
                "servicecomb.routeRule.large",
                "[" + "{match: {headers: {a: {regex: 'a{999}b{999}'}}}, route: [{weight: 100}]},".repeat(600) + "]",
                "here");
        with("servicecomb.match.large", bomb(), "here");
        with("servicecomb.routeRule.many", bomb(), "here");
        with(
                "servicecomb.routeRule.server",
                "[{match: {headers: {a: {regex: '^a+$'}}}, route: [{weight: 100}]}]",
                "here");
        assertThat(read().services()).containsOnlyKeys("server");
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("- &a0 {route: [{weight: 100}]}\n");
        for (int i = 1; i < 12; i++) {
            text.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(10))
                    .append("]\n");
        }
        return text.toString();
    }

    // --- a map in the place of a list

    private RouteRefusalsTest with(String key, Value value) {
        keys.add(new Entry(key, key, value));
        return this;
    }

    private static Value.Items list(Value... items) {
        return new Value.Items(List.of(items), "list");
    }

    private static Value.Keys map(String name, Value value) {
        return new Value.Keys(Map.of(name, value), "map");
    }

    /** A file's maps become keys: {@code server: {precedence: 1, route: []}} is written so. */
    @Test
    void aMapOfRulesIsToldOfItsServiceWhoseLastGoodRulesStay() {
        lastGood = new RouteTable(Map.of("shop.server", anything()));
        with("servicecomb.routeRule.shop.server.precedence", "1", "line 3");
        with("servicecomb.routeRule.shop.server.match.headers.X-User.exact", "tom", "line 4");
        with("servicecomb.routeRule.shop.server.route", list(map("weight", new Value.Scalar("100", "line 5"))));
        assertThat(read()).isEqualTo(lastGood);
        assertThat(told())
                .containsExactly(
                        "error: line 3: servicecomb.routeRule.shop.server: a map (expected: a list of rules, each"
                                + " with route: and optionally match: and precedence:); refused; earlier rules stay");
    }

    @Test
    void aMapOfRoutesIsToldOfItsServiceWhoseLastGoodOnesStay() {
        lastGood = new RouteTable(Map.of("server", anything()));
        with("mesher.routes.server.timeout.response", "2s", "line 3");
        with("mesher.routes.server.requestHeaders.remove", list(new Value.Scalar("X-A", "line 4")));
        with("mesher.routes.server.retry", "false", "line 5");
        assertThat(read()).isEqualTo(lastGood);
        assertThat(told())
                .containsExactly(
                        "error: line 3: mesher.routes.server: a map (expected: a list of routes, each with match:"
                                + " and what it changes); refused; earlier rules stay");
    }

    @Test
    void aServiceMayBeCalledAsAPartOfARuleIs() {
        with("servicecomb.routeRule.shop.route", "[{route: [{weight: 100}]}]", "here");
        with("servicecomb.routeRule.match", list(map("route", list(map("weight", new Value.Scalar("100", "here"))))));
        with("servicecomb.routeRule.shop.match.a", "# one\n- route:\n    - weight: 100\n", "here");
        with("mesher.routes.shop.timeout", list(map("retry", new Value.Scalar("false", "here"))));
        assertThat(read().services()).containsOnlyKeys("shop.route", "match", "shop.match.a", "shop.timeout");
        assertThat(told()).isEmpty();
    }

    // --- versions

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0-beta+", "1.0-", "'+'", "v1.0+", "'>=1.0'", "~1.0", "1.*", "Latest", "'1.0,1.1'"})
    void whatLooksLikeARangeAndIsNoneIsRefused(String version) {
        with("servicecomb.routeRule.server", "[{route: [{tags: {version: " + version + "}}]}]", "here");
        assertThat(read().services()).isEmpty();
        assertThat(told()).singleElement().asString().contains("rule 1, route[1].tags.version: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0+build.5", "1.0.0-beta-2", "blue", "latest", "1", "1.0+", "1.0-2.0", "2024_05"})
    void otherVersionsAreTaken(String version) {
        with("servicecomb.routeRule.server", "[{route: [{tags: {version: " + version + "}}]}]", "here");
        assertThat(read().services()).containsOnlyKeys("server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "set-cookie", "X-API-Key"})
    void aSecretIsNotTold(String name) {
        with("mesher.routes.server", "[{requestHeaders: {set: {" + name + ": \"abc\\u0001\"}}}]", "here");
        assertThat(read().services()).isEmpty();
        assertThat(told())
                .singleElement()
                .asString()
                .contains("(value not shown)")
                .doesNotContain("abc");
    }

    @Test
    void manyServicesAndManyRulesLoad() {
        String rule = "{match: {headers: {X-User: {exact: a}}}, route: [{weight: 20, tags: {version: 1.0}}]}";
        for (int i = 0; i < 10_000; i++) {
            with("servicecomb.routeRule.s" + i, "[" + rule + "]", "here");
        }
        with("servicecomb.routeRule.server", "[" + (rule + ",").repeat(1000) + "]", "here");
        RouteTable read = read();
        assertThat(told()).isEmpty();
        assertThat(read.services()).hasSize(10_001);
        assertThat(read.of("server").rules()).hasSize(1000);
    }
}
