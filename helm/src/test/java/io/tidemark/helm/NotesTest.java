package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {

    @Test
    void notesSayHowToGoOnAndWarnOfWhatIsLeftOpen() {
        assertThat(Chart.notes())
                .contains("helm test tidemark -n analytics", "port-forward", "--timeout 21600s")
                .contains(
                        "No image.registry",
                        "postgresql.sslMode is prefer",
                        "If PostgreSQL has no TLS",
                        "Every pod of the cluster",
                        "can reach every address, private ones too, on the ports of postgresql, redis:");
    }

    @Test
    void notesNameThePortsThatAreOpenToAll() {
        assertThat(Chart.notes(
                        "mail: {host: smtp.example.com, from: a@example.com}",
                        "postgresql: {pooler: {host: pgbouncer.example.com}}",
                        "networkPolicy: {peers: {redis: [{ipBlock: {cidr: 10.3.0.0/16}}]}}"))
                .contains("on the ports of pooler, mail:");
    }

    @Test
    void notesAreSilentAboutWhatIsInOrder() {
        assertThat(Chart.notes(Chart.FULL))
                .contains("https://analytics.example.com", "The risk webhook-networks is accepted.")
                .doesNotContain(
                        "No image.registry", "sslMode", "Every pod", "port-forward", "One replica", "every address");
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
                        "mail: {host: smtp.example.com, from: a@example.com, security: none}",
                        "postgresql: {host: '', cluster: {enabled: true, instances: 1}}"))
                .contains("No redis.hosts", "One replica of ingest-service", "No network policies")
                .contains("No migration", "nothing is ever deleted", "what it loses is lost")
                .contains("mail.security is none", "No backup");
        assertThat(Chart.notes(Chart.CLUSTER, "postgresql: {cluster: {spec: {plugins: [{name: barman}]}}}"))
                .doesNotContain("No backup");
    }
}
