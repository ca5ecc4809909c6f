package io.mesher.net.server;

import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ServerStream;

/** Requests as an {@link Api} sees them, of what the engine has. */
final class ApiRequests {
    private ApiRequests() {}

    static ApiRequest of(ServerStream stream, byte[] body) {
        RequestHead head = stream.request();
        String method = head.text(head.methodStart(), head.methodEnd());
        String target = head.text(head.pathStart(), head.pathEnd());
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new ApiRequest(
                stream.connection().peer(),
                method,
                head.host(),
                // An absolute URL may have none.
                path.isEmpty() ? "/" : path,
                query,
                head.fields().texts(),
                body);
    }
}
