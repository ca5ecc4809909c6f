package io.mesher.proxy.filter;

import io.mesher.core.config.TrustedPeers;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.telemetry.Direction;
import io.mesher.core.telemetry.explain.Decision;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.proxy.DecisionLogs;
import io.mesher.proxy.Exchange;
import io.mesher.proxy.Explanation;
import io.mesher.proxy.Filter;
import org.jspecify.annotations.Nullable;

/**
 * From here on it is noted why the request goes where it goes. A trusted caller's {@code X-Mesher-Explain: 1} has it told in the
 * response; the field goes no further, whoever sent it.
 */
public final class Explain implements Filter {
    private static final byte[] BEFORE_AUTHORITY = Ascii.bytes(" http://");
    private static final byte[] SPACE = {' '};

    private final @Nullable DecisionLogs logs;
    private final TrustedPeers trusted;

    /**
     * @param logs null where nothing is noted: then the field only ends here
     * @param trusted who may ask; where instances are is told to them
     */
    public Explain(@Nullable DecisionLogs logs, TrustedPeers trusted) {
        this.logs = logs;
        this.trusted = trusted;
    }

    @Override
    public @Nullable ProxyFailure onRequest(Exchange exchange) {
        DecisionLogs to = logs;
        if (to != null) {
            begin(exchange, to.of(exchange.context().loop()).begin());
        }
        exchange.request().fields().drop(FieldName.X_MESHER_EXPLAIN);
        return null;
    }

    private void begin(Exchange exchange, Decision decision) {
        decision.request().direction(exchange.direction());
        line(decision, exchange.request(), exchange.direction());
        Explanation explanation = exchange.record().explanation();
        explanation.begin(decision);
        Fields fields = exchange.request().fields();
        int field = fields.find(FieldName.X_MESHER_EXPLAIN);
        if (field >= 0 && isOne(fields, field) && trusted.contains(exchange.peer())) {
            explanation.ask();
        }
    }

    private static boolean isOne(Fields fields, int field) {
        return fields.valueEnd(field) - fields.valueStart(field) == 1
                && fields.bytes()[fields.valueStart(field)] == '1';
    }

    private static void line(Decision decision, RequestHead head, Direction direction) {
        byte[] bytes = head.fields().bytes();
        decision.request().append(bytes, head.methodStart(), head.methodEnd());
        if (direction == Direction.OUTGOING) {
            decision.request().append(BEFORE_AUTHORITY, 0, BEFORE_AUTHORITY.length);
            decision.request().append(bytes, head.authorityStart(), head.authorityEnd());
        } else {
            decision.request().append(SPACE, 0, 1);
        }
        decision.request().append(bytes, head.pathStart(), head.pathEnd());
    }
}
