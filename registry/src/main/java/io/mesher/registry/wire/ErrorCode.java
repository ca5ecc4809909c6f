package io.mesher.registry.wire;

/** The error codes of the API that one of the sides acts upon or sends. */
public enum ErrorCode {
    INVALID_PARAMETERS(400001, "Invalid parameter(s)"),
    UNHEALTHY(400002, "Server is Unhealthy"),
    SERVICE_EXISTS(400010, "Micro-service already exists"),
    NO_SUCH_SERVICE(400012, "Micro-service does not exist"),
    SERVICE_HAS_INSTANCES(400013, "Micro-service has deployed instance(s)"),
    UNDEFINED_SCHEMA(400014, "Undefined schema id"),
    NO_SUCH_SCHEMA(400016, "Schema does not exist"),
    NO_SUCH_INSTANCE(400017, "Instance does not exist"),
    NO_SUCH_TAG(400018, "Tag does not exist"),
    SERVICE_HAS_CONSUMERS(400023, "Consumer(s) depends on this micro-service"),
    NO_SUCH_VERSION(400026, "Micro-service version does not exist"),
    NOT_ENOUGH_QUOTA(400100, "Not enough quota"),
    UNAUTHORIZED(401201, "Request unauthorized"),
    WRONG_PASSWORD(401202, "User name or password is wrong"),
    NO_AUTHORIZATION(401204, "No authorization header"),
    TOKEN_EXPIRED(401205, "Token is expired"),
    ACCOUNT_BLOCKED(403201, "Account blocked"),
    FORBIDDEN(403001, "Forbidden"),
    INTERNAL(500003, "Internal server error"),
    UNAVAILABLE(500011, "Registry service is unavailable");

    private final int code;
    private final String message;

    ErrorCode(int code, String message) {
        this.code = code;
        this.message = message;
    }

    public int status() {
        return code / 1000;
    }

    /** As it stands in {@link ErrorDocument#errorCode}. */
    public String text() {
        return Integer.toString(code);
    }

    public String message() {
        return message;
    }

    /** An answer's body with this code. */
    public ErrorDocument document(String detail) {
        return new ErrorDocument(text(), message, detail);
    }
}
