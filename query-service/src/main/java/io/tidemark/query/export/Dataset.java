package io.tidemark.query.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be exported. */
enum Dataset {
    METRICS("timestamp,protocol,method,endpoint,status_code,request_count,error_count,avg_latency_ms,p95_latency_ms,"
            + "bytes_sent,bytes_received"),
    ENDPOINTS(
            "endpoint,protocol,method,total_requests,total_errors,error_rate,avg_latency_ms,p95_latency_ms,bytes_sent,"
                    + "bytes_received"),
    ERRORS("timestamp,protocol,method,endpoint,status_code,error_type,error_category,error_message,client_ip,"
            + "trace_id"),
    EVENTS("id,time,type,agent_id,api,route,path,method,status,protocol,domain,environment,consumer,user,groups,"
            + "duration_ms,overhead_ms,backend_ms,bytes_in,bytes_out,quantity,country,browser,os,device,"
            + "client_class,referrer_class,referrer_domain,error_type,error_message,error_category,"
            + "request_id,trace_id,span_id,attributes");

    private final String header;

    Dataset(String header) {
        this.header = header;
    }

    static Optional<Dataset> find(String label) {
        return Arrays.stream(values())
                .filter(dataset -> dataset.label().equals(label))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Column> columns() {
        return Arrays.stream(header.split(",", -1)).map(Column::of).toList();
    }
}
