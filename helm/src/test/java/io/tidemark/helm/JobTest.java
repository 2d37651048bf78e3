package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the job and the migration are run by. */
class JobTest {

    @Test
    void theMigrationIsAHookUnlessItsDatabaseComesWithTheChart() {
        assertThat(migration().at("/metadata/annotations/helm.sh~1hook").asText())
                .isEqualTo("pre-install,pre-upgrade");
        assertThat(migration(Chart.CLUSTER).at("/metadata").has("annotations")).isFalse();
        assertThat(migration("migration: {hook: false}").at("/metadata").has("annotations"))
                .isFalse();
    }

    @Test
    void aMigrationThatIsNoHookIsAnotherJobAfterEachChange() {
        var name = Manifests.name(migration("migration: {hook: false}"));

        assertThat(name)
                .startsWith("tidemark-migration-")
                .isEqualTo(Manifests.name(migration("migration: {hook: false}", "host: a")));
        assertThat(Manifests.name(migration("migration: {hook: false}", "image: {tag: '2.0'}")))
                .isNotEqualTo(name);
    }

    @Test
    void theNightBeginsFivePastMidnightUtc() {
        var nightly = Chart.render().get("CronJob", "tidemark-aggregate").path("spec");

        assertThat(nightly.path("schedule").asText()).isEqualTo("5 0 * * *");
        assertThat(nightly.path("timeZone").asText()).isEqualTo("Etc/UTC");
        assertThat(nightly.at("/jobTemplate/spec/template/spec/containers/0/args")
                        .toString())
                .isEqualTo("[\"aggregate\"]");
    }

    /** What a hook made does not belong to the release, and Helm refuses to take it over. */
    @Test
    void nothingOfAMigrationThatIsNoHookIsCalledAsWhatTheHookMade() {
        var hook = Chart.render().names();
        var plain = Chart.render("migration: {hook: false}").names();

        assertThat(hook)
                .filteredOn(name -> name.contains("migration"))
                .hasSize(3)
                .doesNotContainAnyElementsOf(plain);
    }

    @Test
    void aMigrationDistributesIfItIsTold() {
        assertThat(arguments(migration())).isEqualTo("[\"migrate\"]");
        assertThat(arguments(migration("migration: {distribution: citus}")))
                .isEqualTo("[\"migrate\",\"--distribution\",\"citus\"]");
        assertThat(Manifests.name(migration("migration: {hook: false, distribution: citus}")))
                .isNotEqualTo(Manifests.name(migration("migration: {hook: false}")));
    }

    private static String arguments(JsonNode job) {
        return job.at("/spec/template/spec/containers/0/args").toString();
    }

    /** 2 is refused and never helped by another try, 3 is busy and no failure: see the job's ExitCode. */
    @Test
    void exitCodesAreTakenForWhatTheyMean() {
        var rules = Yaml.read("""
                - {action: FailJob, onExitCodes: {containerName: aggregation-job, operator: In, values: [2]}}
                - {action: Ignore, onExitCodes: {containerName: aggregation-job, operator: In, values: [3]}}
                - {action: Ignore, onPodConditions: [{type: DisruptionTarget, status: "True"}]}
                """);
        var jobs = Chart.render().ofKind("CronJob").stream().map(job -> job.at("/spec/jobTemplate/spec"));

        assertThat(Stream.concat(jobs, Stream.of(migration().path("spec"))).toList())
                .hasSize(6)
                .allSatisfy(job -> {
                    assertThat(job.at("/podFailurePolicy/rules")).isEqualTo(rules);
                    assertThat(job.at("/template/spec/restartPolicy").asText()).isEqualTo("Never");
                    assertThat(job.at("/template/spec/containers/0/name").asText())
                            .isEqualTo("aggregation-job");
                });
    }

    private static JsonNode migration(String... values) {
        return Chart.render(values).ofKind("Job").getFirst();
    }
}
