package io.tidemark.query.export;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MF-18: the headers that readers of the original rely on. */
class DatasetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "METRICS|timestamp,protocol,method,endpoint,status_code,request_count,error_count,avg_latency_ms,p95_latency_ms,bytes_sent,bytes_received",
                "ENDPOINTS|endpoint,protocol,method,total_requests,total_errors,error_rate,avg_latency_ms,p95_latency_ms,bytes_sent,bytes_received",
                "ERRORS|timestamp,protocol,method,endpoint,status_code,error_type,error_category,error_message,client_ip,trace_id"
            })
    void headersAreThoseOfTheOriginal(Dataset dataset, String header) {
        assertThat(dataset.columns().stream().map(Column::name).collect(joining(",")))
                .isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource({"avg_latency_ms, avgLatencyMs", "p95_latency_ms, p95LatencyMs", "id, id", "status_code, statusCode"})
    void keysAreCamelCase(String name, String key) {
        assertThat(Column.of(name).key()).isEqualTo(key);
    }
}
