package io.tidemark.ingest.cardinality;

import java.security.SecureRandom;

/**
 * Stands for texts by 64 bits of a hash with a secret of this process. In one of 10^14 cases a new text looks like one
 * of 50,000 others, and is admitted with it; nobody can aim at that without the secret.
 */
final class Fingerprints {

    private static final int CHARS = 4;

    private final long start;
    private final long step;
    private final long end;

    Fingerprints() {
        var random = new SecureRandom();
        this.start = random.nextLong();
        this.step = random.nextLong() | 1;
        this.end = random.nextLong() | 1;
    }

    /** Never 0, which marks an empty place in a {@link FingerprintSet}. */
    long of(String text) {
        var length = text.length();
        var hash = start ^ length;
        var i = 0;
        for (; i + CHARS <= length; i += CHARS) {
            var block = text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48;
            hash = mix(hash ^ block, step);
        }
        var rest = 0L;
        for (; i < length; i++) {
            rest = rest << 16 | text.charAt(i);
        }
        hash = mix(mix(hash ^ rest, step), end);
        return hash == 0 ? 1 : hash;
    }

    /** The two halves of the product, folded: each bit of the input decides about half of the output's. */
    private static long mix(long one, long other) {
        return Math.unsignedMultiplyHigh(one, other) ^ one * other;
    }
}
