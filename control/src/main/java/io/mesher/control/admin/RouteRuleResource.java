package io.mesher.control.admin;

import io.mesher.net.server.PercentDecoder;

/** {@code /v1/mesher/routeRule/{service}}: the original's answer for a service without rules, which every service is. */
record RouteRuleResource() implements Resource {
    @Override
    public AdminResponse respond(String argument) {
        String service = PercentDecoder.decode(argument);
        if (service == null) {
            return AdminResponse.text(
                    400, "service name in the path: a % that is not followed by two hex digits, or not UTF-8\n");
        }
        return AdminResponse.json(404, Json.print(json -> json.writeString(service + " routeRule not found")));
    }
}
