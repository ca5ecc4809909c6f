package io.mesher.control.admin.resource;

import io.mesher.base.text.PercentEncoding;
import io.mesher.control.answer.Json;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.route.RouteRule;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /v1/mesher/routeRule/{service}}: the service's rules, in CSE Mesher's shape and under its media type, which JSON is
 * right for.
 */
public record RouteRuleResource(Supplier<GovernanceConfig> governance) implements Reading {
    @Override
    public AdminResponse respond(String argument) {
        String service = PercentEncoding.decode(argument);
        if (service == null) {
            return AdminResponse.text(
                    400, "service name in the path: a % that is not followed by two hex digits, or not UTF-8\n");
        }
        List<RouteRule> rules = governance.get().routes().of(service).rules();
        if (rules.isEmpty()) {
            return AdminResponse.json(404, Json.print(json -> json.writeString(service + " routeRule not found")));
        }
        return new AdminResponse(200, "text/vnd.yaml", Json.print(json -> RouteRuleJson.write(json, rules)));
    }
}
