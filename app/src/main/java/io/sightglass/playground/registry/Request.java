package io.sightglass.playground.registry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A request, taken apart.
///
/// @param path the path's segments, decoded
/// @param query the last value of each parameter
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Request(String method, List<String> path, Map<String, String> query, byte[] body) {

    /// @param rawPath as it came, still encoded, so that a subject may have a slash in its name
    static Request of(
            String method,
            String rawPath,
            @org.jspecify.annotations.Nullable String rawQuery,
            byte[] body)
            throws Refusal {
        try {
            var path = new ArrayList<String>();
            for (var segment : rawPath.split("/", -1)) {
                if (!segment.isEmpty()) {
                    path.add(
                            URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
                }
            }
            var query = new HashMap<String, String>();
            if (rawQuery != null) {
                for (var pair : rawQuery.split("&", -1)) {
                    int equals = pair.indexOf('=');
                    var name = equals < 0 ? pair : pair.substring(0, equals);
                    var value = equals < 0 ? "" : pair.substring(equals + 1);
                    query.put(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value, StandardCharsets.UTF_8));
                }
            }
            return new Request(method, List.copyOf(path), Map.copyOf(query), body);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(400, "The address is not encoded as a URL.");
        }
    }

    /// A parameter that is `true`, or there without a value.
    boolean flag(String name) {
        var value = query.get(name);
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
    }

    String text(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) throws Refusal {
        var value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw Refusal.of(400, name + " has to be a whole number.");
        }
    }

    /// The part of a list that `offset` and `limit` ask for; a limit below zero is none.
    <T> Stream<T> page(Stream<T> list) throws Refusal {
        int limit = number("limit", -1);
        var from = list.skip(Math.max(0, number("offset", 0)));
        return limit < 0 ? from : from.limit(limit);
    }

    /// A version in a path: a number above zero, `latest`, or -1 for the same.
    static int version(String segment) throws Refusal {
        if (segment.equals("latest") || segment.equals("-1")) {
            return -1;
        }
        try {
            int number = Integer.parseInt(segment);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Refusal.of(
                42202,
                "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
                        .formatted(segment));
    }
}
