package io.mesher.registry.server;

import io.mesher.base.Repeated;
import io.mesher.registry.store.Refusal;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.FoldedNames;
import io.mesher.registry.wire.JsonText;
import java.net.InetAddress;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives tokens for name and password. */
final class TokenEndpoint {
    private static final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);

    private final Repeated blocked = new Repeated(1);
    private static final Duration USUAL = Duration.ofHours(12);
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final IssuedTokens tokens;
    private final Logins logins = new Logins();

    TokenEndpoint(IssuedTokens tokens) {
        this.tokens = tokens;
    }

    void addTo(RegistryRoutes routes) {
        routes.addOpen("POST", "/v4/token", (Operation.Http) this::issue);
    }

    private Answer issue(Call call) throws Refusal, BadJson {
        String[] parts = {"", "", ""};
        call.body(json -> {
            json.object(name -> {
                switch (FoldedNames.folded(name)) {
                    case "name" -> parts[0] = json.string();
                    case "password" -> parts[1] = json.string();
                    case "tokenexpirationtime" -> parts[2] = json.string();
                    default -> json.skip();
                }
            });
            return parts;
        });
        Duration life = parts[2].isEmpty() ? USUAL : life(parts[2]);
        InetAddress peer = call.request().peer();
        long nanos = call.now().nanos();
        if (logins.isBlocked(peer, nanos)) {
            return Answer.error(
                    429, ErrorCode.ACCOUNT_BLOCKED.document("too many wrong passwords: try again in a minute"));
        }
        if (!tokens.isAccount(parts[0], parts[1])) {
            logins.failed(peer, nanos);
            if (logins.isBlocked(peer, nanos)) {
                long times = blocked.happened();
                if (times > 0) {
                    log.warn(
                            "{} tried {} wrong passwords and is refused for a minute{}",
                            peer.getHostAddress(),
                            Logins.MAX_FAILURES,
                            Repeated.text(times));
                }
            }
            return Answer.error(401, ErrorCode.WRONG_PASSWORD.document(""));
        }
        logins.succeeded(peer);
        String token = tokens.issue(call.now().epochMillis() / 1000 + life.toSeconds());
        return Answer.json(json -> JsonText.always(json, "token", token));
    }

    /** In Go's notation of whole hours, minutes and seconds: {@code 1h30m}. */
    private static Duration life(String text) throws Refusal {
        try {
            Duration life = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (life.compareTo(SHORTEST) >= 0 && life.compareTo(LONGEST) <= 0) {
                return life;
            }
        } catch (DateTimeParseException _) {
            // As wrong as one that is too long.
        }
        throw new Refusal(ErrorCode.INVALID_PARAMETERS, "tokenExpirationTime: " + text + " (expected: 15m to 24h)");
    }
}
