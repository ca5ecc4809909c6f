package io.mesher.proxy.filter;

import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.proxy.Filter;
import io.mesher.proxy.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the called side who calls: our name in {@code x-cse-context}, a JSON object of strings that applications also use for
 * their own entries. What isn't such an object is replaced, as in CSE Mesher.
 */
public final class SourceContext extends Filter {
    static final String SOURCE_KEY = "x-cse-src-microservice";

    private static final byte[] NAME = Ascii.bytes("x-cse-context: ");

    private final ServiceIdentity self;
    private final byte[] alone;

    public SourceContext(ServiceIdentity self) {
        this.self = self;
        // The JSON library isn't loaded for a name that needs no escapes: it would cost a third of the start-up.
        this.alone = isPlain(self.name())
                ? Ascii.bytes("{\"" + SOURCE_KEY + "\":\"" + self.name() + "\"}")
                : json(Map.of(SOURCE_KEY, self.name()));
    }

    private static boolean isPlain(String name) {
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (!Ascii.isHostCharacter(b)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable ProxyFailure onRequest(RequestContext exchange) {
        Fields fields = exchange.request().fields();
        int field = fields.find(FieldName.X_CSE_CONTEXT);
        AddedFields lines = exchange.requestLines().begin(NAME);
        lines.append(field < 0 ? alone : merged(fields, field)).end();
        return null;
    }

    private byte[] merged(Fields fields, int field) {
        byte[] value = Arrays.copyOfRange(fields.bytes(), fields.valueStart(field), fields.valueEnd(field));
        fields.drop(FieldName.X_CSE_CONTEXT);
        Map<String, String> context = JsonStrings.parse(value);
        if (context == null) {
            return alone;
        }
        // Sorted, as CSE Mesher writes it.
        Map<String, String> merged = new TreeMap<>(context);
        merged.put(SOURCE_KEY, self.name());
        return json(merged);
    }

    private static byte[] json(Map<String, String> context) {
        return JsonStrings.write(context).getBytes(StandardCharsets.UTF_8);
    }
}
