package io.mesher.proxy.filter;

import io.mesher.core.config.TrustedPeers;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.telemetry.explain.DecisionLog;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.DecisionLogs;
import io.mesher.proxy.Explanation;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * From here on it is noted why the request goes where it goes. A trusted caller's {@code X-Mesher-Explain: 1} has it told in the
 * response; the field goes no further, whoever sent it.
 */
public final class Explain extends Filter {
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
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        DecisionLogs to = logs;
        if (to != null) {
            begin(exchange, to.of(exchange.context().loop()));
        }
        exchange.request().fields().drop(FieldName.X_MESHER_EXPLAIN);
        return null;
    }

    @Override
    public void onBadRequest(RequestContext exchange) {
        if (exchange.isReadable()) {
            onRequest(exchange);
        }
    }

    private void begin(RequestContext exchange, DecisionLog log) {
        Explanation explanation = exchange.record().explanation();
        explanation.begin(log);
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
}
