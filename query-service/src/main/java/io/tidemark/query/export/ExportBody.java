package io.tidemark.query.export;

import io.smallrye.mutiny.Multi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into the text of an export, portion by portion, and counts them. An export is cut where the limit is
 * reached or the rows fail; either is said in the text. One body is for one export.
 */
final class ExportBody {

    private static final int PORTION = 250;
    private static final int CHARACTERS = 64 * 1024;

    private final Rendering rendering;
    private final long limit;
    private long rows;
    private boolean cut;

    ExportBody(Rendering rendering, long limit) {
        this.rendering = rendering;
        this.limit = limit;
    }

    /** Rows that were written so far. */
    long rows() {
        return rows;
    }

    /** Whether there were more rows than written. */
    boolean isCut() {
        return cut;
    }

    /** The text; a failure before its first portion is passed on without a text. */
    Multi<byte[]> of(Multi<List<@Nullable Object>> all) {
        var portions =
                all.select().first(limit + 1).group().intoLists().of(PORTION).map(this::portion);
        return Multi.createBy()
                .concatenating()
                .streams(portions, Multi.createFrom().item(this::end))
                .select()
                .where(text -> text.length > 0)
                .onFailure()
                .recoverWithMulti(this::fail);
    }

    private byte[] portion(List<List<@Nullable Object>> portion) {
        var out = new StringBuilder(CHARACTERS);
        for (var row : portion) {
            if (rows == limit) {
                cut = true;
                return bytes(out);
            }
            if (rows == 0) {
                rendering.begin(out);
            }
            rendering.row(out, row, rows == 0);
            rows++;
        }
        return bytes(out);
    }

    private byte[] end() {
        var out = new StringBuilder();
        if (rows == 0) {
            rendering.begin(out);
        }
        if (cut) {
            rendering.cut(out, "the limit of %d rows is reached".formatted(limit), rows == 0);
        } else {
            rendering.end(out, rows == 0);
        }
        return bytes(out);
    }

    /** The text says so first, and then the connection is lost: nobody takes what was sent for the whole. */
    private Multi<byte[]> fail(Throwable failure) {
        Multi<byte[]> failed = Multi.createFrom().failure(failure);
        if (rows == 0) {
            return failed;
        }
        cut = true;
        var out = new StringBuilder();
        rendering.cut(out, "the export failed after %d rows".formatted(rows), false);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(bytes(out)), failed);
    }

    private static byte[] bytes(StringBuilder out) {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
