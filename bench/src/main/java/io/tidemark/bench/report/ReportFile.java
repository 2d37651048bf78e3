package io.tidemark.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a report for programs. */
public final class ReportFile {

    private final JsonMapper mapper =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public void write(IngestReport report, Path file) throws IOException {
        mapper.writeValue(file.toFile(), report);
    }
}
