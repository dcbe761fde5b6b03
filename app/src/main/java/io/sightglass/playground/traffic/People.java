package io.sightglass.playground.traffic;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The names and things that all feeds draw from, so that they tell of one company.
final class People {
    static final List<String> COFFEES =
            List.of(
                    "flat-white",
                    "espresso",
                    "cappuccino",
                    "kenya-aa",
                    "cortado",
                    "ethiopia-yirgacheffe",
                    "cold-brew",
                    "sumatra-mandheling",
                    "decaf-huila");
    static final List<String> SOURCES = List.of("pos", "web", "app");
    static final List<String> FIRST =
            List.of(
                    "Anna", "Joris", "Mehmet", "Chiara", "Søren", "Amélie", "Noor", "Zoë", "Kofi",
                    "Mateusz", "Yuki", "Priya");
    static final List<String> LAST =
            List.of(
                    "de Vries",
                    "Jansen",
                    "Yılmaz",
                    "Rossi",
                    "Nielsen",
                    "Dubois",
                    "Bakker",
                    "Mensah",
                    "Kowalski",
                    "Tanaka",
                    "Patel",
                    "Müller");
    static final List<String> MILKS = List.of("oat", "whole", "soy");

    private People() {}

    static String customer(Dice dice) {
        return "c-" + dice.between(1000, 9999);
    }

    static String user(Dice dice) {
        return "u-" + dice.between(10, 999);
    }

    static String store(Dice dice) {
        return "s-" + dice.between(1, 24);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    /// `source` and the trace that the record belongs to (W3C Trace Context).
    static List<Header> headers(String source, Dice dice) {
        var headers = new ArrayList<Header>();
        headers.add(header("source", source));
        headers.add(header("traceparent", "00-" + dice.hex(32) + "-" + dice.hex(16) + "-01"));
        return headers;
    }

    static List<Header> headers(Dice dice) {
        return headers(dice.pickEarly(SOURCES), dice);
    }
}
