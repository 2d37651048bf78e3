package io.tidemark.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ids as few bytes, without loss. Most ids are hex or UUIDs and need half the room or less; whatever else is sent
 * stays as it is. The first byte says how the rest is to be read.
 */
public final class PackedId {

    private static final byte TEXT = 0;
    private static final byte HEX = 1;
    private static final byte CANONICAL_UUID = 2;

    private PackedId() {}

    /** The id must be well-formed Unicode. */
    public static byte @Nullable [] pack(@Nullable String id) {
        if (id == null) {
            return null;
        }
        if (isLowerCaseHex(id)) {
            return packHex(id);
        }
        // Upper-case digits would come back as lower-case ones.
        var uuid = CanonicalUuid.parse(id);
        return uuid != null && hasNoUpperCase(id) ? packUuid(uuid) : packText(id);
    }

    /** The id that was packed; refuses bytes that {@link #pack} never makes. */
    public static @Nullable String unpack(byte @Nullable [] packed) {
        if (packed == null) {
            return null;
        }
        if (packed.length == 0) {
            throw new IllegalArgumentException("A packed id has at least its tag");
        }
        return switch (packed[0]) {
            case TEXT -> new String(packed, 1, packed.length - 1, StandardCharsets.UTF_8);
            case HEX -> HexFormat.of().formatHex(packed, 1, packed.length);
            case CANONICAL_UUID -> unpackUuid(packed);
            default -> throw new IllegalArgumentException("Unknown tag of a packed id: " + packed[0]);
        };
    }

    private static byte[] packHex(String id) {
        var packed = new byte[1 + id.length() / 2];
        packed[0] = HEX;
        for (var i = 1; i < packed.length; i++) {
            packed[i] = (byte) (Hex.digit(id.charAt(2 * i - 2)) << 4 | Hex.digit(id.charAt(2 * i - 1)));
        }
        return packed;
    }

    private static byte[] packUuid(UUID uuid) {
        return ByteBuffer.allocate(17)
                .put(CANONICAL_UUID)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    private static byte[] packText(String id) {
        var utf8 = id.getBytes(StandardCharsets.UTF_8);
        var packed = new byte[1 + utf8.length];
        System.arraycopy(utf8, 0, packed, 1, utf8.length);
        return packed;
    }

    private static String unpackUuid(byte[] packed) {
        if (packed.length != 17) {
            throw new IllegalArgumentException("A packed UUID has 16 bytes: " + Arrays.toString(packed));
        }
        var buffer = ByteBuffer.wrap(packed, 1, 16);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static boolean isLowerCaseHex(String id) {
        for (var i = 0; i < id.length(); i++) {
            if (!Hex.isLowerCaseDigit(id.charAt(i))) {
                return false;
            }
        }
        return id.length() % 2 == 0 && !id.isEmpty();
    }

    private static boolean hasNoUpperCase(String id) {
        for (var i = 0; i < id.length(); i++) {
            if (id.charAt(i) >= 'A' && id.charAt(i) <= 'F') {
                return false;
            }
        }
        return true;
    }
}
