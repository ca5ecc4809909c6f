package io.mesher.registry.client.call;

import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import java.util.Locale;

/** Says which key to change when the registry refuses what we tell it. */
public final class ErrorAdvice {
    /** A part of the registry's text for a wrong field, in lower case, and the key behind it. */
    private static final String[][] FIELDS = {
        {"servicename", "servicecomb.service.name"},
        {"appid", "servicecomb.service.app"},
        {".version", "servicecomb.service.version (one to four numbers with dots, as in 1.0.0)"},
        {"environment", "servicecomb.service.environment (development, testing, acceptance or production)"},
        {"hostname", "servicecomb.service.hostname"},
        {"schema", "servicecomb.service.schemas"},
        {"path", "servicecomb.service.paths"},
        {"instance.properties", "servicecomb.service.instanceProperties"},
        {"properties", "servicecomb.service.properties"},
        {"status", "servicecomb.service.status"},
        {"datacenter", "region.name and region.availableZone"},
        {"endpoint", "the listen addresses (servicecomb.protocols.*.listenAddress and advertiseAddress)"},
        {"alias", "servicecomb.service.app and servicecomb.service.name, which make up the alias"},
    };

    private ErrorAdvice() {}

    /** @param what was to be done, as in {@code register the service shop} */
    public static String message(String what, ErrorAnswer refusal) {
        return "cannot " + what + ": registry " + refusal.told() + advice(refusal);
    }

    private static String advice(ErrorAnswer refusal) {
        if (refusal.status() == 401 || refusal.status() == 403) {
            return "; check servicecomb.credentials.account.name and servicecomb.credentials.account.password,"
                    + " and what that account may do";
        }
        if (refusal.is(ErrorCode.INVALID_PARAMETERS)) {
            return "; check " + key(refusal.detail());
        }
        if (refusal.is(ErrorCode.NOT_ENOUGH_QUOTA)) {
            return "; the registry's quota is used up: remove services or instances that nobody needs, or raise it there";
        }
        if (refusal.is(ErrorCode.SERVICE_EXISTS)) {
            return "; another service has this name: change servicecomb.service.name, app, version or environment";
        }
        // Mesher's own proxy port answers 400 without the registry's error code.
        boolean unlikeRegistry = refusal.status() == 400 && refusal.code().isEmpty();
        if (unlikeRegistry || refusal.status() == 404 || refusal.status() == 405 || refusal.status() == 200) {
            return "; check that servicecomb.registry.address names a Service Center, and CSE_PROJECT_ID its project";
        }
        return "; Mesher tries again";
    }

    private static String key(String detail) {
        String folded = detail.toLowerCase(Locale.ROOT);
        for (String[] field : FIELDS) {
            if (folded.contains(field[0])) {
                return field[1];
            }
        }
        return "what stands under servicecomb.service";
    }

    /** {@code /401202 User name or password is wrong} of an error's body; empty when it is none. */
    static String told(byte[] body) {
        try {
            ErrorDocument error = JsonReader.document(body, ErrorDocument::read);
            return error.errorCode().isEmpty() ? "" : "/" + error.errorCode() + " " + error.errorMessage();
        } catch (BadJson _) {
            return "";
        }
    }
}
