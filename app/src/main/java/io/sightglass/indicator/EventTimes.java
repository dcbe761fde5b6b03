package io.sightglass.indicator;

import io.sightglass.model.Logical;

/// Reads the times that events tell of themselves, in milliseconds since the epoch. Allocates
/// nothing.
final class EventTimes {
    /// No time.
    static final long NONE = Long.MIN_VALUE;

    private static final long MILLIS_2001 = 1_000_000_000_000L;
    private static final long MILLIS_2100 = 4_102_444_800_000L;
    private static final int DAY_MINUTES = 24 * 60;

    private EventTimes() {}

    /// A number: by its logical type, else milliseconds or seconds if that is a time of this
    /// century.
    static long of(Logical logical, long value) {
        return switch (logical.kind()) {
            case TIMESTAMP_MILLIS -> value;
            case TIMESTAMP_MICROS -> Math.floorDiv(value, 1_000L);
            case TIMESTAMP_NANOS -> Math.floorDiv(value, 1_000_000L);
            case TIMESTAMP_SECONDS -> seconds(value);
            case NONE ->
                    value >= MILLIS_2001 && value < MILLIS_2100
                            ? value
                            : value >= MILLIS_2001 / 1_000 && value < MILLIS_2100 / 1_000
                                    ? value * 1_000
                                    : NONE;
            default -> NONE;
        };
    }

    static long seconds(long value) {
        return Math.abs(value) > Long.MAX_VALUE / 1_000 ? NONE : value * 1_000;
    }

    /// `2023-08-15T10:00:00.5+02:00` (RFC 3339, section 5.6) in ASCII.
    static long of(byte[] text, int from, int to) {
        if (to - from < 20 || (text[from + 10] | 0x20) != 't') {
            return NONE;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        boolean separated =
                text[from + 4] == '-'
                        && text[from + 7] == '-'
                        && text[from + 13] == ':'
                        && text[from + 16] == ':';
        boolean fits = month >= 1 && month <= 12 && day >= 1 && day <= 31;
        if (!separated || !fits || year < 0 || hour < 0 || minute < 0 || second < 0) {
            return NONE;
        }
        int at = from + 19;
        long millis = 0;
        if (text[at] == '.') {
            int unit = 100;
            for (at++; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
                millis += (long) unit * (text[at] - '0');
                unit /= 10;
            }
        }
        int offset = offset(text, at, to);
        if (offset == Integer.MIN_VALUE) {
            return NONE;
        }
        long minutes = epochDay(year, month, day) * DAY_MINUTES + hour * 60L + minute - offset;
        return (minutes * 60 + second) * 1_000 + millis;
    }

    /// The offset from UTC in minutes at the end of the text, or `Integer.MIN_VALUE`.
    private static int offset(byte[] text, int at, int to) {
        if (to - at == 1 && (text[at] | 0x20) == 'z') {
            return 0;
        }
        if (to - at != 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        if (hours < 0 || minutes < 0) {
            return Integer.MIN_VALUE;
        }
        return (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static int digits(byte[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long ofEra = y - era * 400;
        long ofYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }
}
