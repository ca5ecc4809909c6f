package io.mesher.proxy;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;

/**
 * What the called side's Mesher says to the caller's where it sent nothing to its application, so that the caller's may repeat the
 * request elsewhere, whatever its method. The field names the caller's Mesher as the request's {@code Via} did: an answer that was
 * made for somebody else, or by somebody who knows nothing of this, means nothing.
 */
final class Unsent {
    /** The end of a caller's Mesher's name in {@code Via}. */
    static final String OUTGOING = "-out";

    private static final int MAX_NAME = 256;

    private Unsent() {}

    /** A line of the answer, or empty where nothing is to be said. */
    static String line(ProxyFailure failure, RequestContext exchange) {
        if (exchange.direction() == Direction.OUTGOING
                || !(failure instanceof UpstreamFailure.ConnectFailed)
                || exchange.record().isSent()) {
            return "";
        }
        String caller = caller(exchange.request());
        return caller.isEmpty() ? "" : FieldName.X_MESHER_UNSENT.text() + ": " + caller + "\r\n";
    }

    /** The name in the last entry of {@code Via} (RFC 9110 §7.6.3), if it is an outgoing Mesher's. */
    private static String caller(RequestHead request) {
        Fields fields = request.fields();
        String last = "";
        for (int i = fields.find(FieldName.VIA); i >= 0; i = fields.next(FieldName.VIA, i + 1)) {
            FieldList entries = new FieldList(fields, i);
            while (entries.next()) {
                boolean isLong = entries.end() - entries.start() > MAX_NAME;
                last = isLong ? "" : request.text(entries.start(), entries.end());
            }
        }
        String name = last.substring(last.indexOf(' ') + 1);
        return name.endsWith(OUTGOING) && name.indexOf(' ') < 0 ? name : "";
    }
}
