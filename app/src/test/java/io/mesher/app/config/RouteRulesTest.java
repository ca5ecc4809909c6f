package io.mesher.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.route.RouteRule;
import io.mesher.core.route.RouteTable;
import io.mesher.core.route.ServiceRoutes;
import io.mesher.core.route.Subset;
import io.mesher.core.route.WeightedSubset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the layouts of route rules mean. */
class RouteRulesTest {
    @TempDir
    Path root;

    private RouteTable routes(String yaml, String... warnings) throws IOException {
        return new ConfigDir(root)
                .named()
                .file("router.yaml", yaml)
                .config(warnings)
                .governance()
                .routes();
    }

    private ServiceRoutes server(String rules) throws IOException {
        return routes("servicecomb:\n  routeRule:\n    server: |\n" + rules.indent(6))
                .of("server");
    }

    private static WeightedSubset share(int weight, String version) {
        return new WeightedSubset(weight, new Subset(version, "", Map.of()));
    }

    // --- v2

    @Test
    void rulesAreTriedByPrecedenceAndThenAsWritten() throws IOException {
        List<RouteRule> rules = server("""
                - {precedence: -1, route: [{tags: {version: 1.0}}]}
                - {precedence: 5, route: [{tags: {version: 2.0}}]}
                - {route: [{tags: {version: 3.0}}]}
                - {precedence: 5, route: [{tags: {version: 4.0}}]}
                """).rules();
        assertThat(rules)
                .extracting(rule -> rule.routes().getFirst().subset().version())
                .containsExactly("2.0", "4.0", "3.0", "1.0");
        assertThat(rules)
                .extracting(RouteRule::place)
                .containsExactly(
                        "conf/router.yaml:5", "conf/router.yaml:7", "conf/router.yaml:6", "conf/router.yaml:4");
    }

    @Test
    void whatTheWeightsLeaveGoesToTheLatestVersion() throws IOException {
        assertThat(server("- {route: [{weight: 20, tags: {version: 1.0}}, {weight: 30, tags: {version: 2.0}}]}")
                        .rules()
                        .getFirst()
                        .routes())
                .containsExactly(share(20, "1.0"), share(30, "2.0"), new WeightedSubset(50, Subset.LATEST));
    }

    @Test
    void aFirstEntryThatHasAllIsTakenAlone() throws IOException {
        assertThat(server("- {route: [{weight: 100, tags: {version: 1.0}}, {weight: 0, tags: {version: 2.0}}]}")
                        .rules()
                        .getFirst()
                        .routes())
                .containsExactly(share(100, "1.0"));
    }

    @Test
    void tagsNameVersionApplicationAndAnyOther() throws IOException {
        assertThat(server("""
                - route:
                    - tags: {version: 1.0.0-2.0.0, app: shop, zone: a}
                - route:
                    - tags: {zone: b}
                - route:
                    - weight: 100
                """).rules())
                .extracting(rule -> rule.routes().getFirst().subset())
                .containsExactly(
                        new Subset("1.0.0-2.0.0", "shop", Map.of("zone", "a")),
                        new Subset("latest", "", Map.of("zone", "b")),
                        Subset.LATEST);
    }

    @Test
    void everyPartOfAMatchMustHold() throws IOException {
        RouteRule rule = server("""
                - match:
                    source: webshop
                    sourceTags: {version: 1.0.0}
                    headers: {X-User: {exact: tom, caseInsensitive: "true"}, x-build: {noLess: "200", less: 300}}
                    httpHeaders: {X-Other: {prefix: a}}
                    path: {prefix: /orders/}
                    method: [get, HEAD]
                    queries: {q: {contains: b}}
                    cookies: {c: {suffix: d}}
                  route:
                    - tags: {version: 1.0}
                """).rules().getFirst();
        assertThat(rule.match().matches(fitting())).isTrue();
        assertThat(rule.match().matches(fitting().field("X-User", "ann"))).isFalse();
        assertThat(rule.match().matches(fitting().field("X-Build", "300"))).isFalse();
        assertThat(rule.match().matches(fitting().field("X-Other", "b"))).isFalse();
        assertThat(rule.match().matches(fitting().path("/order"))).isFalse();
        assertThat(rule.match().matches(fitting().method("POST"))).isFalse();
        assertThat(rule.match().matches(fitting().query("q", "a"))).isFalse();
        assertThat(rule.match().matches(fitting().cookie("c", "a"))).isFalse();
        assertThat(rule.match().matches(fitting().source("other"))).isFalse();
        assertThat(rule.match().matches(fitting().tag("version", "2.0.0"))).isFalse();
    }

    private static RequestToMatch fitting() {
        return new RequestToMatch()
                .source("webshop")
                .tag("version", "1.0.0")
                .field("X-User", "TOM")
                .field("X-Build", "250")
                .field("X-Other", "abc")
                .path("/orders/1")
                .query("q", "abc")
                .cookie("c", "abcd");
    }

    @Test
    void aRuleWithoutAMatchOrWithAnEmptyOneTakesAll() throws IOException {
        for (String match : new String[] {"", "match: {}, ", "match: , ", "match: ~, "}) {
            RouteRule rule = server("- {" + match + "route: [{tags: {version: 1.0}}]}")
                    .rules()
                    .getFirst();
            assertThat(rule.match().matches(new RequestToMatch())).as(match).isTrue();
        }
    }

    // --- layouts

    @Test
    void theListOfTheOldSamplesMeansTheSame() throws IOException {
        RouteTable routes = routes("""
                router:
                  infra: cse
                routeRule:
                  shop.server:
                    - precedence: 2
                      match:
                        httpHeaders:
                          cookie:
                            regex: "^(.*?;)?(user=jason)(;.*)?$"
                      route:
                        - weight: 80
                          tags:
                            version: 0.2
                """);
        RouteRule rule = routes.of("shop.server").rules().getFirst();
        assertThat(rule.routes()).containsExactly(share(80, "0.2"), new WeightedSubset(20, Subset.LATEST));
        assertThat(rule.match().matches(new RequestToMatch().field("Cookie", "a=b;user=jason")))
                .isTrue();
        assertThat(rule.match().matches(new RequestToMatch().field("Cookie", "user=tom")))
                .isFalse();
    }

    @Test
    void theEnvironmentMayHoldRules() throws IOException {
        RouteTable routes = new ConfigDir(root)
                .named()
                .env("servicecomb.routeRule.server", "[{route: [{tags: {version: 1.0}}]}]")
                .config()
                .governance()
                .routes();
        assertThat(routes.of("server").rules()).hasSize(1);
    }

    @Test
    void anEmptyTextIsNoRules() throws IOException {
        assertThat(routes("servicecomb.routeRule.server: ''").of("server").rules())
                .isEmpty();
        assertThat(routes("servicecomb.routeRule.server: '[]'").of("server").rules())
                .isEmpty();
    }

    @Test
    void otherInfrastructureIsWarnedOf() throws IOException {
        routes(
                "servicecomb.router.infra: istio",
                "warning: conf/router.yaml:1: servicecomb.router.infra: istio: route rules are read from the configuration"
                        + " only (expected: cse)");
    }

    // --- dark launch

    @Test
    void ratesAreSharedByTheVersionsOfAGroup() throws IOException {
        RouteRule rule = routes("""
                cse.darklaunch.policy.server: '{"policyType":"RATE","ruleItems":[
                  {"groupName":"g1","groupCondition":"version=1.0.0,1.1.0","policyCondition":"41"},
                  {"groupName":"g2","groupCondition":"version=2.0.0","policyCondition":"50"}]}'
                """).of("server").rules().getFirst();
        assertThat(rule.routes())
                .containsExactly(
                        share(21, "1.0.0"),
                        share(20, "1.1.0"),
                        share(50, "2.0.0"),
                        new WeightedSubset(9, Subset.LATEST));
    }

    @Test
    void rulesOfADarkLaunchAskForAHeader() throws IOException {
        List<RouteRule> rules = routes("""
                servicecomb.darklaunch.policy.server: '{"policyType":"RULE","ruleItems":[
                  {"groupName":"g1","groupCondition":"version=1.0.0","policyCondition":"user_id>=100"},
                  {"groupName":"g2","groupCondition":"version=2.0.0","policyCondition":"name~^[ab]=c$"},
                  {"groupName":"g3","groupCondition":"version=3.0.0,4.0.0","policyCondition":"Name!=Tom","caseInsensitive":true}]}'
                """).of("server").rules();
        assertThat(rules).extracting(RouteRule::precedence).containsOnly(1);
        assertThat(rules.get(0).match().matches(new RequestToMatch().field("UserId", "100")))
                .isTrue();
        assertThat(rules.get(0).match().matches(new RequestToMatch().field("UserId", "99")))
                .isFalse();
        assertThat(rules.get(1).match().matches(new RequestToMatch().field("name", "b=c")))
                .isTrue();
        assertThat(rules.get(2).match().matches(new RequestToMatch().field("name", "TOM")))
                .isFalse();
        assertThat(rules.get(2).match().matches(new RequestToMatch().field("name", "ann")))
                .isTrue();
        assertThat(rules.get(2).routes()).containsExactly(share(50, "3.0.0"), share(50, "4.0.0"));
    }

    @Test
    void theJsonOfADarkLaunchMayBeIndentedWithTabs() throws IOException {
        String json = """
                {
                >"policyType": "RATE",
                >"ruleItems": [
                >>{"groupCondition":>"version=1.0.0", "policyCondition": "40"}
                >]
                }
                """.replace('>', '\t');
        RouteTable routes = new ConfigDir(root)
                .named()
                .env("servicecomb.darklaunch.policy.server", json)
                .config()
                .governance()
                .routes();
        assertThat(routes.of("server").rules().getFirst().routes())
                .containsExactly(share(40, "1.0.0"), new WeightedSubset(60, Subset.LATEST));
    }

    @Test
    void aDarkLaunchMayBeWrittenAsRealYaml() throws IOException {
        assertThat(routes("""
                servicecomb:
                  darklaunch:
                    policy:
                      shop.server:
                        policyType: RATE
                        ruleItems:
                          - {groupName: a, groupCondition: version=1.0.0, policyCondition: 40}
                """).of("shop.server").rules().getFirst().routes())
                .containsExactly(share(40, "1.0.0"), new WeightedSubset(60, Subset.LATEST));
    }

    @Test
    void aRouteRuleGoesBeforeADarkLaunch() throws IOException {
        RouteTable routes = routes(
                """
                servicecomb.routeRule.server: '[{route: [{tags: {version: 1.0}}]}]'
                servicecomb.darklaunch.policy.server: 'wrong'
                """,
                "warning: conf/router.yaml:2: servicecomb.darklaunch.policy.server: not used: servicecomb.routeRule.server at"
                        + " conf/router.yaml:1 comes first");
        assertThat(routes.of("server").rules()).hasSize(1);
    }

    // --- match policies

    @Test
    void aRuleMayReferToAMatchPolicy() throws IOException {
        RouteRule rule = routes("""
                servicecomb:
                  matchGroup:
                    writes: |
                      matches:
                        - name: a
                          method: [POST, PUT]
                          apiPath: {contains: /orders, prefix: /bills}
                          headers: {X-Tenant: {noEqu: x}}
                          trafficMarkPolicy: once
                        - queries: {write: {exact: "yes"}}
                  routeRule:
                    server: |
                      - match: {refer: writes}
                        route: [{tags: {version: 1.0}}]
                """).of("server").rules().getFirst();
        RequestToMatch fits =
                new RequestToMatch().method("POST").path("/a/orders").field("X-Tenant", "t");
        assertThat(rule.match().matches(fits)).isTrue();
        assertThat(rule.match().matches(fits.path("/bills"))).isTrue();
        assertThat(rule.match().matches(fits.path("/other"))).isFalse();
        assertThat(rule.match().matches(fits.query("write", "yes"))).isTrue();
        assertThat(rule.match().matches(new RequestToMatch().method("POST").path("/orders")))
                .isFalse();
    }

    @Test
    void aMatchPolicyMayBeWrittenAsRealYaml() throws IOException {
        RouteRule rule = routes("""
                servicecomb:
                  match:
                    gets:
                      matches:
                        - method: [GET]
                  routeRule:
                    server:
                      - match: {refer: gets}
                        route: [{tags: {version: 1.0}}]
                """).of("server").rules().getFirst();
        assertThat(rule.match().matches(new RequestToMatch())).isTrue();
        assertThat(rule.match().matches(new RequestToMatch().method("PUT"))).isFalse();
        assertThat(rule.refer()).isEqualTo("gets");
    }

    @Test
    void aPolicyThatNoRuleRefersToIsWarnedOf() throws IOException {
        routes(
                "servicecomb.match.gets: '{matches: [{method: GET}]}'",
                "warning: conf/router.yaml:1: servicecomb.match.gets: without effect: no rule refers to it, and requests are"
                        + " neither marked nor limited by it in this release");
    }
}
