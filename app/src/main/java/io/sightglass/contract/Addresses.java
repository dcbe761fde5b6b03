package io.sightglass.contract;

/// Checks names and addresses. Allocates nothing.
final class Addresses {
    private Addresses() {}

    /// 8-4-4-4-12 hexadecimal digits (RFC 9562, section 4).
    static boolean isUuid(Chars text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.at(i) != '-' : !isHex(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    /// A dot-atom, `@`, and a host name or an address in brackets (RFC 5321, section 4.1.2, without
    /// quoted local parts).
    static boolean isEmail(Chars text) {
        int length = text.length();
        int at = 0;
        while (at < length && text.at(at) != '@') {
            at++;
        }
        if (at == 0 || at > 64 || at == length || text.at(0) == '.' || text.at(at - 1) == '.') {
            return false;
        }
        for (int i = 0; i < at; i++) {
            char c = text.at(i);
            boolean dot = c == '.' && text.at(i + 1) != '.';
            if (!dot && !isAtom(c)) {
                return false;
            }
        }
        if (text.at(length - 1) == ']' && at + 2 < length && text.at(at + 1) == '[') {
            return isIpv4(text, at + 2, length - 1) || isIpv6Literal(text, at + 2, length - 1);
        }
        return isHostname(text, at + 1, length);
    }

    private static boolean isIpv6Literal(Chars text, int from, int to) {
        var tag = "IPv6:";
        for (int i = 0; i < tag.length(); i++) {
            if (from + i >= to
                    || Character.toLowerCase(text.at(from + i))
                            != Character.toLowerCase(tag.charAt(i))) {
                return false;
            }
        }
        return isIpv6(text, from + tag.length(), to);
    }

    private static boolean isAtom(char c) {
        return isAlphanumeric(c) || c > 0x7f || "!#$%&'*+/=?^_`{|}~-".indexOf(c) >= 0;
    }

    /// Labels of letters, digits and hyphens with dots between them (RFC 1123, section 2.1).
    static boolean isHostname(Chars text) {
        return isHostname(text, 0, text.length());
    }

    private static boolean isHostname(Chars text, int from, int to) {
        if (to - from < 1 || to - from > 253) {
            return false;
        }
        int label = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.at(i) == '.') {
                if (i == label
                        || i - label > 63
                        || text.at(label) == '-'
                        || text.at(i - 1) == '-') {
                    return false;
                }
                label = i + 1;
            } else if (!isAlphanumeric(text.at(i)) && text.at(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /// Four decimal numbers up to 255, without leading zeros (RFC 2673, section 3.2).
    static boolean isIpv4(Chars text) {
        return isIpv4(text, 0, text.length());
    }

    private static boolean isIpv4(Chars text, int from, int to) {
        int numbers = 0;
        int digits = 0;
        int number = 0;
        for (int i = from; i <= to; i++) {
            char c = i == to ? '.' : text.at(i);
            if (c == '.') {
                if (digits == 0 || ++numbers > 4) {
                    return false;
                }
                digits = 0;
                number = 0;
            } else if (c >= '0' && c <= '9') {
                if (digits > 0 && number == 0) {
                    return false;
                }
                number = number * 10 + c - '0';
                if (++digits > 3 || number > 255) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return numbers == 4;
    }

    /// Eight groups of hexadecimal digits, one run of them left out as `::`, the last two perhaps
    /// as IPv4 (RFC 4291, section 2.2).
    static boolean isIpv6(Chars text) {
        return isIpv6(text, 0, text.length());
    }

    private static boolean isIpv6(Chars text, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int i = from;
        if (to - from >= 2 && text.at(from) == ':' && text.at(from + 1) == ':') {
            gap = true;
            i += 2;
        }
        while (i < to) {
            int start = i;
            while (i < to && isHex(text.at(i))) {
                i++;
            }
            if (i < to && text.at(i) == '.') {
                return groups + 2 <= (gap ? 7 : 8)
                        && (gap || groups == 6)
                        && isIpv4(text, start, to);
            }
            if (i == start || i - start > 4) {
                return false;
            }
            groups++;
            if (i == to) {
                break;
            }
            if (text.at(i++) != ':' || i == to) {
                return false;
            }
            if (text.at(i) == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                i++;
            }
        }
        return gap ? groups <= 7 : groups == 8;
    }

    /// A scheme and what follows it, in the characters that may stand there (RFC 3986, section 3).
    static boolean isUri(Chars text) {
        int length = text.length();
        int i = 0;
        while (i < length && isScheme(text.at(i))) {
            i++;
        }
        if (i == 0 || i == length || text.at(i) != ':' || !isLetter(text.at(0))) {
            return false;
        }
        boolean fragment = false;
        int brackets = 0;
        for (i++; i < length; i++) {
            char c = text.at(i);
            if (c == '%') {
                if (i + 2 >= length || !isHex(text.at(i + 1)) || !isHex(text.at(i + 2))) {
                    return false;
                }
            } else if (c == '#') {
                if (fragment) {
                    return false;
                }
                fragment = true;
            } else if (c == '[' || c == ']') {
                brackets++;
            } else if (!isAlphanumeric(c) && "-._~:/?@!$&'()*+,;=".indexOf(c) < 0) {
                return false;
            }
        }
        return brackets == 0 || brackets == 2;
    }

    private static boolean isScheme(char c) {
        return isAlphanumeric(c) || c == '+' || c == '-' || c == '.';
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isAlphanumeric(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }
}
