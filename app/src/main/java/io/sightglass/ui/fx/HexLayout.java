package io.sightglass.ui.fx;

/// Where the parts of a line of bytes stand, in pixels.
///
/// @param columns bytes to a line
/// @param digits of the offset
/// @param cell width of a character
/// @param gap between two bytes
record HexLayout(int columns, int digits, double cell, double gap) {
    static final double PAD = 12;

    private static final double WIDEST_GAP = 6;
    private static final double LEAST_GAP = 4;
    private static final double BETWEEN = 12;

    /// Sixteen bytes to a line if `width` allows, else eight.
    static HexLayout of(double width, int length, double cell) {
        int digits = length > 0x1000000 ? 8 : length > 0x10000 ? 6 : 4;
        double room = width - 2 * PAD - 2 * BETWEEN - digits * cell - 16 * 3 * cell;
        double gap = Math.floor(room / 16);
        if (gap >= LEAST_GAP) {
            return new HexLayout(16, digits, cell, Math.min(gap, WIDEST_GAP));
        }
        return new HexLayout(8, digits, cell, WIDEST_GAP);
    }

    double byteX(int column) {
        return PAD + digits * cell + BETWEEN + column * (2 * cell + gap);
    }

    double textX(int column) {
        return byteX(columns) + BETWEEN - gap + column * cell;
    }

    /// The column at `x`, in the bytes or in the text; -1 if none.
    int columnAt(double x) {
        double inText = (x - textX(0)) / cell;
        if (inText >= 0) {
            return inText < columns ? (int) inText : -1;
        }
        double inBytes = (x - byteX(0) + gap / 2) / (2 * cell + gap);
        return inBytes >= 0 && inBytes < columns ? (int) inBytes : -1;
    }

    String offset(int position) {
        var hex = Integer.toHexString(position);
        return "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }
}
