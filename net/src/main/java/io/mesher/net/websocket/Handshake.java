package io.mesher.net.websocket;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldBlock;
import io.mesher.net.http.FieldList;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** How an HTTP request becomes a WebSocket (RFC 6455 §4). No extensions, no subprotocols. */
public final class Handshake {
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] KEY = Ascii.bytes("sec-websocket-key");
    private static final byte[] ACCEPT = Ascii.bytes("sec-websocket-accept");
    private static final byte[] EXTENSIONS = Ascii.bytes("sec-websocket-extensions");
    private static final byte[] PROTOCOL = Ascii.bytes("sec-websocket-protocol");
    private static final byte[] VERSION = Ascii.bytes("sec-websocket-version");
    private static final byte[] VERSION_13 = Ascii.bytes("13");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private Handshake() {}

    // --- the client's side

    /** Chosen anew for each connection. It only shows that the answer is to this very request: it needn't be a secret. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** The fields of the request, as whole lines. */
    public static String requestFields(String key) {
        return "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
                + "\r\n";
    }

    /** What is wrong with a 101, or null. */
    public static @Nullable String wrongAnswer(ResponseHead head, String key) {
        Fields fields = head.fields();
        int accept = fields.find(ACCEPT);
        if (accept < 0 || !fields.value(accept).equals(accept(key))) {
            return "101 without the Sec-WebSocket-Accept that belongs to the request";
        }
        if (fields.find(EXTENSIONS) >= 0 || fields.find(PROTOCOL) >= 0) {
            return "101 with an extension or a subprotocol that was not asked for";
        }
        return null;
    }

    // --- the server's side

    /** Null where the request asks rightly for a WebSocket, else the answer that says what is wrong (RFC 6455 §4.2.1). */
    public static @Nullable OwnResponse refusal(RequestHead head) {
        if (head.method() != Method.GET || head.hasBody() || !head.wantsUpgrade() || !namesWebSocket(head.fields())) {
            return answer(400, "", """
                    This path is a WebSocket's: it takes a GET over HTTP/1.1 without body, with the header fields
                    Connection: Upgrade and Upgrade: websocket.
                    """);
        }
        Fields fields = head.fields();
        int version = fields.find(VERSION);
        if (version < 0 || !fields.valueIs(version, VERSION_13)) {
            // RFC 9110 §15.5.22 asks for Upgrade in a 426, §7.8 then for Connection.
            return answer(
                    426,
                    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                    "The version of the WebSocket protocol (Sec-WebSocket-Version) must be 13.\n");
        }
        int key = fields.find(KEY);
        return key >= 0 && isKey(fields.value(key))
                ? null
                : answer(400, "", "Sec-WebSocket-Key must be 16 bytes in Base64.\n");
    }

    /** What a 101 has beside Upgrade, for a request that {@link #refusal} has nothing against. */
    public static AddedFields acceptance(RequestHead head) {
        String key = head.fields().value(head.fields().find(KEY));
        return new AddedFields().add(FieldBlock.of("Sec-WebSocket-Accept: " + accept(key) + "\r\n"));
    }

    private static boolean namesWebSocket(Fields fields) {
        for (int i = fields.find(FieldName.UPGRADE); i >= 0; i = fields.next(FieldName.UPGRADE, i + 1)) {
            FieldList protocols = new FieldList(fields, i);
            while (protocols.next()) {
                if (protocols.is(WEBSOCKET)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static OwnResponse answer(int status, String fields, String body) {
        return OwnResponse.of(
                status,
                fields + "Content-Type: text/plain; charset=utf-8\r\n",
                Ascii.bytes(body),
                OwnResponse.After.NEXT_REQUEST);
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(Ascii.bytes(key + GUID));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
