package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {

    @Test
    void notesSayHowToGoOnAndWarnOfWhatIsLeftOpen() {
        assertThat(Chart.notes())
                .contains("helm test tidemark -n analytics", "port-forward")
                .contains(
                        "No image.registry",
                        "postgresql.sslMode is prefer",
                        "If PostgreSQL has no TLS",
                        "Every pod of the cluster");
    }

    @Test
    void notesAreSilentAboutWhatIsInOrder() {
        assertThat(Chart.notes(Chart.FULL))
                .contains("https://analytics.example.com", "The risk webhook-networks is accepted.")
                .doesNotContain("No image.registry", "sslMode", "Every pod", "port-forward", "One replica");
    }

    @Test
    void notesWarnOfWhatMayBeLost() {
        assertThat(Chart.notes(
                        "redis: {hosts: []}",
                        "ingest: {replicas: 1}",
                        "query: {replicas: 1}",
                        "alert: {replicas: 1}",
                        "networkPolicy: {enabled: false}",
                        "migration: {enabled: false}",
                        "job: {schedules: {retention: ''}}",
                        "postgresql: {host: '', cluster: {enabled: true, instances: 1}}"))
                .contains("No redis.hosts", "One replica of ingest-service", "No network policies")
                .contains("No migration", "nothing is ever deleted", "what it loses is lost");
    }
}
