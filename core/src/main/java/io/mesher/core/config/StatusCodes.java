package io.mesher.core.config;

/** Which status codes Mesher's own answers carry ({@code mesher.compat.statusCodes}). */
public enum StatusCodes {
    /** Those that say what happened: 404, 503, 504, … */
    CORRECT,
    /** Those of CSE Mesher, which said 502 for most, for callers that depend on them. */
    ORIGINAL
}
