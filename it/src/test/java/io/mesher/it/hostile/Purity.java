package io.mesher.it.hostile;

import java.util.List;
import java.util.regex.Pattern;

/** What every request that reaches a back-end must and must not have, whatever the caller sent. */
final class Purity {
    private static final Pattern HOST = Pattern.compile("([-._~0-9A-Za-z]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final List<String> HOP_BY_HOP =
            List.of("Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "HTTP2-Settings");

    private Purity() {}

    /** Empty when all is well. */
    static String problem(Message request) {
        if (!request.start().endsWith(" HTTP/1.1")) {
            return "not sent as HTTP/1.1, which is what Mesher speaks";
        }
        boolean ownServer = request.target().equals("*") && request.method().equals("OPTIONS");
        if (!request.target().startsWith("/") && !ownServer) {
            return "target not in origin form: " + request.target();
        }
        List<String> hosts = request.values("Host");
        if (hosts.size() != 1 || !HOST.matcher(hosts.getFirst()).matches()) {
            return "not one valid Host: " + hosts;
        }
        for (String name : HOP_BY_HOP) {
            if (request.has(name)) {
                return "hop-by-hop field " + name + " was passed on";
            }
        }
        if (request.has("TE") && !request.members("TE").equals(List.of("trailers"))) {
            return "TE was passed on: " + request.values("TE");
        }
        boolean upgrade = request.members("Connection").equals(List.of("upgrade")) && request.has("Upgrade");
        if ((request.has("Connection") || request.has("Upgrade")) && !upgrade) {
            return "Connection or Upgrade was passed on: " + request.values("Connection") + request.values("Upgrade");
        }
        if (upgrade
                && (!request.body().isEmpty() || request.has("Content-Length") || request.has("Transfer-Encoding"))) {
            return "Upgrade with a body";
        }
        if (request.values("Via").isEmpty()) {
            return "no Via";
        }
        return "";
    }
}
