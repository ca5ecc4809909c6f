package io.mesher.proxy.filter;

import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A request that has been here before would come for ever: our name in {@code Via} tells (RFC 9110 §7.6.3). */
public final class LoopGuard extends Filter {
    private final String pseudonym;
    private final byte[] bytes;

    public LoopGuard(String pseudonym) {
        this.pseudonym = pseudonym;
        this.bytes = Ascii.bytes(pseudonym);
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        for (int i = fields.find(FieldName.VIA); i >= 0; i = fields.next(FieldName.VIA, i + 1)) {
            FieldList hops = new FieldList(fields, i);
            while (hops.next()) {
                int from = hops.end() - bytes.length;
                if (from > hops.start()
                        && isSpace(fields.bytes()[from - 1])
                        && Arrays.equals(fields.bytes(), from, hops.end(), bytes, 0, bytes.length)) {
                    return new InternalFailure.Loop(pseudonym);
                }
            }
        }
        return null;
    }

    /** Stands before the name: else a longer name that ends as ours does would be taken for it. */
    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
