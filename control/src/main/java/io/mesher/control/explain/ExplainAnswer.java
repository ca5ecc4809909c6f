package io.mesher.control.explain;

/**
 * What is answered to who asks.
 *
 * @param status of HTTP
 * @param contentType ASCII
 */
public record ExplainAnswer(int status, String contentType, String body) {
    static ExplainAnswer json(String body) {
        return new ExplainAnswer(200, "application/json", body);
    }

    static ExplainAnswer text(String body) {
        return new ExplainAnswer(200, "text/plain; charset=utf-8", body);
    }

    static ExplainAnswer bad(String words) {
        return new ExplainAnswer(400, "text/plain; charset=utf-8", words + "\n");
    }
}
