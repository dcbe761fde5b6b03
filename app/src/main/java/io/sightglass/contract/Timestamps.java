package io.sightglass.contract;

/// Checks dates and times as RFC 3339 writes them (section 5.6), the profile of ISO-8601 that data
/// is exchanged in. Allocates nothing.
final class Timestamps {
    private static final int BAD = -1;
    private static final int DAY = 24 * 60;

    private Timestamps() {}

    /// `2023-08-15T10:00:00.5+02:00`
    static boolean isDateTime(Chars text) {
        return text.length() > 11
                && isDate(text, 10)
                && (text.at(10) == 'T' || text.at(10) == 't')
                && isTime(text, 11);
    }

    /// `2023-08-15`
    static boolean isDate(Chars text) {
        return isDate(text, text.length());
    }

    /// `10:00:00Z`
    static boolean isTime(Chars text) {
        return isTime(text, 0);
    }

    private static boolean isDate(Chars text, int end) {
        if (end != 10 || text.at(4) != '-' || text.at(7) != '-') {
            return false;
        }
        int century = two(text, 0);
        int years = two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        if (century == BAD || years == BAD || month < 1 || month > 12 || day < 1) {
            return false;
        }
        int year = century * 100 + years;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int last =
                switch (month) {
                    case 2 -> leap ? 29 : 28;
                    case 4, 6, 9, 11 -> 30;
                    default -> 31;
                };
        return day <= last;
    }

    private static boolean isTime(Chars text, int from) {
        int length = text.length();
        if (length < from + 9 || text.at(from + 2) != ':' || text.at(from + 5) != ':') {
            return false;
        }
        int hour = two(text, from);
        int minute = two(text, from + 3);
        int second = two(text, from + 6);
        if (!in(hour, 23) || !in(minute, 59) || !in(second, 60)) {
            return false;
        }
        int at = from + 8;
        if (text.at(at) == '.') {
            int digits = at + 1;
            while (digits < length && isDigit(text.at(digits))) {
                digits++;
            }
            if (digits == at + 1) {
                return false;
            }
            at = digits;
        }
        int offset = offset(text, at);
        if (offset == Integer.MIN_VALUE) {
            return false;
        }
        // a leap second is the last of a day in UTC
        int utc = Math.floorMod(hour * 60 + minute - offset, DAY);
        return second < 60 || utc == DAY - 1;
    }

    /// The offset from UTC in minutes that stands at the end of the text from `at`, or
    /// `Integer.MIN_VALUE`.
    private static int offset(Chars text, int at) {
        int left = text.length() - at;
        if (left == 1 && (text.at(at) == 'Z' || text.at(at) == 'z')) {
            return 0;
        }
        if (left != 6 || text.at(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        char sign = text.at(at);
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if ((sign != '+' && sign != '-') || !in(hours, 23) || !in(minutes, 59)) {
            return Integer.MIN_VALUE;
        }
        int offset = hours * 60 + minutes;
        return sign == '+' ? offset : -offset;
    }

    private static boolean in(int number, int most) {
        return number != BAD && number <= most;
    }

    private static int two(Chars text, int at) {
        char tens = text.at(at);
        char ones = text.at(at + 1);
        return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : BAD;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
