package io.sightglass.playground.registry;

/// A request that cannot be served, with Confluent's error code (Schema Registry API, "Errors").
/// Its first three digits are the HTTP status.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;
    private final String message;

    private Refusal(int code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    int code() {
        return code;
    }

    int status() {
        return code < 1000 ? code : code / 100;
    }

    static Refusal of(int code, String message) {
        return new Refusal(code, message);
    }

    static Refusal subjectNotFound(String subject) {
        return of(40401, "Subject '" + subject + "' not found.");
    }

    static Refusal versionNotFound(int version) {
        return of(40402, "Version " + version + " not found.");
    }

    static Refusal schemaNotFound(String which) {
        return of(40403, "Schema " + which + " not found");
    }

    static Refusal invalidSchema(String format, String detail) {
        return of(42201, "Invalid schema of type " + format + ", details: " + detail);
    }
}
