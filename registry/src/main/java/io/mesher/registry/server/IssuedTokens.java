package io.mesher.registry.server;

import io.mesher.core.config.RegistryConfig.Account;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.ErrorCode;
import io.mesher.registry.wire.ErrorDocument;
import io.mesher.registry.wire.JsonReader;
import io.mesher.registry.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the one account: JSON Web Tokens (RFC 7519) signed with a key made of the password, so that nothing is kept and they
 * outlive a restart, but not a change of the password.
 */
final class IssuedTokens {
    /** Whoever has a token must not find the password by trying many; more would hold up the registry's start by seconds. */
    private static final int ROUNDS = 50_000;

    private static final String HMAC = "HmacSHA256";
    private static final String HEADER =
            encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));

    private final Account account;
    private final SecretKeySpec key;

    /** Takes a fraction of a second, on purpose. */
    IssuedTokens(Account account) {
        this.account = account;
        this.key = key(account);
    }

    private static SecretKeySpec key(Account account) {
        byte[] salt = ("mesher registry " + account.name()).getBytes(StandardCharsets.UTF_8);
        try {
            PBEKeySpec spec = new PBEKeySpec(account.password().toCharArray(), salt, ROUNDS, 256);
            byte[] secret = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(secret, HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with SHA-256", e);
        }
    }

    /** Whether these are the account's; takes as long for a wrong name as for a wrong password. */
    boolean isAccount(String name, String password) {
        boolean sameName = same(name, account.name());
        boolean samePassword = same(password, account.password());
        return sameName && samePassword;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** @param expires seconds since 1970 */
    String issue(long expires) {
        byte[] claims = JsonText.object(json -> {
            JsonText.always(json, "account", account.name());
            json.writeNumberProperty("exp", expires);
            json.writeArrayPropertyStart("roles");
            json.writeString("admin");
            json.writeEndArray();
        });
        String signed = HEADER + "." + encoded(claims);
        return signed + "." + encoded(signature(signed));
    }

    /**
     * What is wrong with it; null for nothing.
     *
     * @param authorization field's value; null for none
     * @param now seconds since 1970
     */
    @Nullable ErrorDocument refusal(@Nullable String authorization, long now) {
        if (authorization == null || authorization.isBlank()) {
            return ErrorCode.NO_AUTHORIZATION.document("");
        }
        String token = authorization.startsWith("Bearer ")
                ? authorization.substring("Bearer ".length()).strip()
                : "";
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return ErrorCode.UNAUTHORIZED.document("token contains an invalid number of segments");
        }
        byte[] given = decoded(parts[2]);
        if (!MessageDigest.isEqual(given, signature(parts[0] + "." + parts[1]))) {
            return ErrorCode.UNAUTHORIZED.document("the token was not signed by this registry");
        }
        return expires(decoded(parts[1])) > now ? null : ErrorCode.TOKEN_EXPIRED.document("");
    }

    private byte[] signature(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** Of claims that we signed. */
    private static long expires(byte[] claims) {
        long[] expires = {0};
        try {
            return JsonReader.document(claims, json -> {
                json.object(name -> {
                    if (name.equals("exp")) {
                        expires[0] = json.longInteger();
                    } else {
                        json.skip();
                    }
                });
                return expires[0];
            });
        } catch (BadJson _) {
            return 0;
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty where it isn't Base64. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
