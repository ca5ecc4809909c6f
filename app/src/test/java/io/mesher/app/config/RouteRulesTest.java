package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.route.RequestFacts;
import io.mesher.core.route.RouteOptions;
import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as they are written, in every layout, and what is refused. */
class RouteRulesTest {
    @TempDir
    private Path dir;

    private RouteTable read(String text) throws IOException {
        return new ConfigDir(dir)
                .named()
                .file("router.yaml", text)
                .config()
                .governance()
                .routes();
    }

    /** A request of the service {@code web} in the application {@code shop}. */
    private static final class Request implements RequestFacts {
        private final Map<String, String> fields = new HashMap<>();
        private String method = "GET";
        private String path = "/";

        private static Request with(String... fields) {
            Request request = new Request();
            for (int i = 0; i < fields.length; i += 2) {
                request.fields.put(fields[i].toLowerCase(Locale.ROOT), fields[i + 1]);
            }
            return request;
        }

        private Request at(String newMethod, String newPath) {
            method = newMethod;
            path = newPath;
            return this;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public String field(String name) {
            return fields.get(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public String query(String name) {
            return fields.get("?" + name);
        }

        @Override
        public String cookie(String name) {
            return fields.get("cookie " + name);
        }

        @Override
        public String source() {
            return "web";
        }

        @Override
        public Map<String, String> sourceTags() {
            return Map.of("app", "shop", "version", "1.0.0", "rack", "r1");
        }
    }

    private static String first(ServiceRoutes routes, Request request) {
        RouteRule rule = routes.rule(request);
        return rule == null ? "none" : rule.routes().getFirst().subset().version();
    }

    @Test
    void theOriginalsSampleIsRead() throws IOException {
        RouteTable table = new ConfigDir(dir)
                .named()
                .file(
                        "router.yaml",
                        Files.readString(Path.of("src/test/resources/examples/07-route-rules/router.yaml")))
                .config()
                .governance()
                .routes();
        ServiceRoutes inventory = table.of("inventory");
        assertThat(inventory.rules()).extracting(RouteRule::precedence).containsExactly(10, 5, 1);
        assertThat(first(inventory, Request.with("x-user", "BETA-tester", "X-BUILD", "200")))
                .isEqualTo("2.0.0");
        assertThat(inventory.rule(Request.with("x-user", "beta-tester", "x-build", "199")))
                .isSameAs(inventory.rules().getLast());
        assertThat(inventory.rules().getLast().routes()).hasSize(2);
        assertThat(inventory.rules().getLast().routes().getFirst().subset())
                .isEqualTo(new Subset("1.0.0", "otherapp", Map.of()));
        assertThat(inventory.rules().getLast().routes().getLast().weight()).isEqualTo(80);
        assertThat(inventory.rules().getLast().routes().getLast().subset()).isEqualTo(Subset.LATEST);
        ServiceRoutes billing = table.of("billing");
        assertThat(billing.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.routes())
                        .extracting(
                                route -> route.weight() + " " + route.subset().version())
                        .containsExactly("20 1.0.0", "20 1.1.0", "60 2.0.0"));
    }

    /** As the samples of older releases have it. */
    @Test
    void rulesMayBeAList() throws IOException {
        ServiceRoutes routes = read("""
                routeRule:
                  my.orders:
                    - precedence: 2
                      route: [{tags: {version: 1.0.0}, weight: 100}]
                      match: {source: web, sourceTags: {app: shop, rack: r1}}
                    - {precedence: 3, match: {source: other}, route: [{tags: {version: 3.0.0}}]}
                """).of("my.orders");
        assertThat(first(routes, Request.with())).isEqualTo("1.0.0");
    }

    @Test
    void everyConditionMustHold() throws IOException {
        ServiceRoutes routes = read("""
                servicecomb.routeRule.orders: |
                  - precedence: 1
                    match:
                      headers: {X-User: {prefix: a, noEqu: ab}}
                      path: {prefix: /v1/}
                      method: [GET, head]
                      queries: {debug: "1"}
                      cookies: {lane: {regex: "^b"}}
                    route: [{tags: {version: 2.0.0}}]
                """).of("orders");
        String[] all = {"x-user", "ac", "?debug", "1", "cookie lane", "blue"};
        assertThat(first(routes, Request.with(all).at("GET", "/v1/x"))).isEqualTo("2.0.0");
        assertThat(first(routes, Request.with(all).at("HEAD", "/v1/x"))).isEqualTo("2.0.0");
        assertThat(first(routes, Request.with(all).at("POST", "/v1/x"))).isEqualTo("none");
        assertThat(first(routes, Request.with(all).at("GET", "/v2/x"))).isEqualTo("none");
        for (int i = 0; i < all.length; i += 2) {
            String[] other = all.clone();
            other[i + 1] = "ab";
            assertThat(first(routes, Request.with(other).at("GET", "/v1/x")))
                    .as(all[i])
                    .isEqualTo("none");
        }
    }

    @Test
    void aRuleMayReferToAMatchPolicy() throws IOException {
        ServiceRoutes routes = read("""
                servicecomb:
                  match:
                    writes: |
                      matches:
                        - {method: [POST], apiPath: {contains: /orders, exact: /x}, headers: {X-Tenant: {regex: "^t"}}}
                        - method: [DELETE]
                  routeRule:
                    orders: |
                      - {match: {refer: writes}, route: [{tags: {version: 2.0.0}}]}
                """).of("orders");
        assertThat(first(routes, Request.with("X-Tenant", "t1").at("POST", "/a/orders")))
                .isEqualTo("2.0.0");
        assertThat(first(routes, Request.with("X-Tenant", "t1").at("POST", "/x")))
                .isEqualTo("2.0.0");
        assertThat(first(routes, Request.with().at("POST", "/x"))).isEqualTo("none");
        assertThat(first(routes, Request.with().at("DELETE", "/y"))).isEqualTo("2.0.0");
    }

    @Test
    void darkLaunchRulesCompareAField() throws IOException {
        ServiceRoutes routes = read("""
                cse.darklaunch.policy.orders: '{"policyType":"RULE","ruleItems":[{"groupName":"a",
                  "groupCondition":"version=1.0,1.1","policyCondition":"user_id>=5"},
                  {"groupName":"b","groupCondition":"version=2.0","policyCondition":"name~^al","caseInsensitive":true}]}'
                """).of("orders");
        assertThat(first(routes, Request.with("UserId", "5"))).isEqualTo("1.0");
        assertThat(first(routes, Request.with("UserId", "4"))).isEqualTo("none");
        assertThat(first(routes, Request.with("Name", "ALICE"))).isEqualTo("2.0");
    }

    @Test
    void routesSayHowRequestsAreTreated() throws IOException {
        ServiceRoutes routes = read("""
                mesher.routes.orders:
                  - name: slow
                    match: {path: {prefix: /report}}
                    timeout: {response: 2m, total: 5m}
                    retry: false
                  - requestHeaders: {set: {X-Lane: blue}, add: {X-Note: "a b"}, remove: [X-Debug]}
                    responseHeaders: {remove: [Server]}
                """).of("orders");
        RouteOptions slow = routes.options(Request.with().at("GET", "/report/1"));
        assertThat(slow.name()).isEqualTo("slow");
        assertThat(slow.response()).isEqualTo(Duration.ofMinutes(2));
        assertThat(slow.total()).isEqualTo(Duration.ofMinutes(5));
        assertThat(slow.idle()).isNull();
        assertThat(slow.retry()).isFalse();
        RouteOptions others = routes.options(Request.with());
        assertThat(others.request().set()).isEqualTo(Map.of("X-Lane", "blue"));
        assertThat(others.request().add()).isEqualTo(Map.of("X-Note", "a b"));
        assertThat(others.request().remove()).isEqualTo(List.of("X-Debug"));
        assertThat(others.answer().remove()).isEqualTo(List.of("Server"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{}]|a rule without route (expected: route: and a list of tags with weights)",
                "[{route: []}]|route: empty (expected: a list of tags with weights)",
                "x|rules: not a list (expected: a list, each item with -)",
                "[{route: [{weight: 60}, {weight: 50}]}]|weights of 110 together (expected: at most 100)",
                "[{route: [{weight: 60}, {}]}]|route: no weight (expected: weight: 0 to 100, where there are several)",
                "[{route: [{weight: 101}]}]|weight: 101 (expected: 0 to 100)",
                "[{precedence: high, route: [{}]}]|precedence: high (expected: -2147483648 to 2147483647)",
                "[{rout: [{}]}]|a rule: unknown key rout (expected: precedence, match, route)",
                "[{match: {header: {}}, route: [{}]}]|match: unknown key header (expected: refer, source, sourceTags, headers,"
                        + " httpHeaders, path, method, queries, cookies)",
                "[{match: {headers: {a: {equals: b}}}, route: [{}]}]|a: unknown operator equals (expected: exact, contains,"
                        + " regex, noEqu, less, noLess, greater, noGreater, prefix, suffix, caseInsensitive)",
                "[{match: {headers: {a: {regex: '('}}}, route: [{}]}]|regex: (: Unclosed group (expected: a regular"
                        + " expression)",
                "[{match: {headers: {a: {less: b}}}, route: [{}]}]|less: b (expected: a whole number)",
                "[{match: {headers: {a: {}}}, route: [{}]}]|a: nothing to compare with (expected: such as exact: beta)",
                "[{match: {refer: m}, route: [{}]}]|refer: no match policy m (expected: the name of a"
                        + " servicecomb.match.<name>)",
                "[{a: b, a: c}]|a twice (expected: each key once)",
            })
    void aWrongRuleIsRefusedAndOthersLoad(String rules, String why) throws IOException {
        String text =
                "servicecomb.routeRule.good: [{route: [{tags: {version: 1.0.0}}]}]\nservicecomb.routeRule.bad: |\n  "
                        + rules.replaceAll("^'|'$", "") + "\n";
        ConfigResult.Loaded loaded = (ConfigResult.Loaded)
                new ConfigDir(dir).named().file("router.yaml", text).load();
        assertThat(loaded.warnings())
                .singleElement()
                .hasToString("refused: conf/router.yaml:3: servicecomb.routeRule.bad: " + why
                        + "; the service has no rules");
        assertThat(loaded.config().governance().routes().services()).containsOnlyKeys("good");
    }

    @Test
    void whatIsNotYamlIsToldWithItsOwnLine() throws IOException {
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) new ConfigDir(dir)
                .named()
                .file("router.yaml", "servicecomb.routeRule.bad: |\n  - a: b\n  - 'c\n")
                .load();
        assertThat(loaded.warnings()).singleElement().asString().startsWith("refused: conf/router.yaml:4: ");
    }

    @Test
    void aMatchPolicyIsCheckedWhoeverRefersToIt() throws IOException {
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) new ConfigDir(dir)
                .named()
                .file("router.yaml", "servicecomb.match.m: |\n  matches: [{methods: [GET]}]\n")
                .load();
        assertThat(loaded.warnings())
                .singleElement()
                .hasToString(
                        "refused: conf/router.yaml:2: servicecomb.match.m: matches: unknown key methods (expected: name,"
                                + " headers, apiPath, method, queries, trafficMarkPolicy); so are rules that refer to it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{set: {Content-Length: '1'}}|Content-Length: may not be changed (expected: a field that isn't about framing or"
                        + " the connection)",
                "{remove: [via]}|via: may not be changed (expected: a field that isn't about framing or the connection)",
                "{set: {'a b': c}}|a b: no field name (expected: letters, digits and - _ .)",
                "{add: {a: \"b\\r\\nX: y\"}}|a: a character that no field may have (expected: visible characters, spaces and"
                        + " tabs)",
                "{drop: [a]}|requestHeaders: unknown key drop (expected: set, add, remove)",
            })
    void changesThatWouldBreakMessagesAreRefused(String edits, String why) throws IOException {
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) new ConfigDir(dir)
                .named()
                .file("mesher.yaml", "mesher.routes.orders: [{requestHeaders: " + edits + "}]")
                .load();
        assertThat(loaded.warnings())
                .singleElement()
                .hasToString(
                        "refused: conf/mesher.yaml:1: mesher.routes.orders: " + why + "; the service has no rules");
    }
}
