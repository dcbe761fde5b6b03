package io.sightglass.contract;

import java.util.List;

/// Which forms texts keep to, for whoever wants to know what a field holds. Allocates nothing. For
/// one thread.
public final class TextShapes {
    /// The forms that are looked for, the narrowest first.
    public static final List<TextFormat> KNOWN =
            List.of(
                    TextFormat.UUID,
                    TextFormat.DATE_TIME,
                    TextFormat.DATE,
                    TextFormat.TIME,
                    TextFormat.EMAIL);

    /// Every form, a bit each, by its place in [#KNOWN].
    public static final int ALL = (1 << KNOWN.size()) - 1;

    private final Chars chars = new Chars();

    /// Those of `candidates`, a bit each, that a text keeps to: the bytes `from` to `to`, UTF-8 or
    /// a JSON text's.
    public int keptBy(int candidates, byte[] array, int from, int to, boolean escaped) {
        if (candidates == 0) {
            return 0;
        }
        chars.set(array, from, to, escaped);
        if (chars.isTooLong()) {
            return 0;
        }
        int kept = 0;
        for (int i = 0; i < KNOWN.size(); i++) {
            if ((candidates >> i & 1) != 0 && KNOWN.get(i).holds(chars)) {
                kept |= 1 << i;
            }
        }
        return kept;
    }
}
