package io.tidemark.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TrafficGeneratorTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 3);
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 7);
    private static final LocalDate BAD_TUESDAY = LocalDate.of(2026, 11, 10);

    private final TrafficGenerator generator = new TrafficGenerator(1, new Rhythm(6));

    @Property(tries = 200)
    void aMinuteHasTheSameEventsWheneverItIsAskedFor(
            @ForAll long seed, @ForAll @LongRange(max = 40_000_000) long minute) {
        var start = Instant.ofEpochSecond(minute * 60);

        assertThat(new TrafficGenerator(seed, new Rhythm(6)).minute(start.plusSeconds(59)))
                .isEqualTo(new TrafficGenerator(seed, new Rhythm(6)).minute(start));
    }

    @Property(tries = 200)
    void eventsLieInTheirMinuteOldestFirst(@ForAll @LongRange(max = 40_000_000) long minute) {
        var start = Instant.ofEpochSecond(minute * 60);

        assertThat(generator.minute(start))
                .isSortedAccordingTo(Comparator.comparing(DemoEvent::time))
                .allSatisfy(event -> assertThat(event.time())
                        .isBetween(start, start.plusSeconds(60).minusNanos(1)));
    }

    @Test
    void noTwoEventsShareAnId() {
        var extra = new TrafficGenerator(2, new Rhythm(6));
        var ids = new ArrayList<>(day(TUESDAY).stream().map(DemoEvent::id).toList());
        ids.addAll(day(TUESDAY.plusDays(1)).stream().map(DemoEvent::id).toList());
        ids.addAll(hours(extra, TUESDAY, 0, 24).stream().map(DemoEvent::id).toList());

        assertThat(ids).hasSizeGreaterThan(20_000).doesNotHaveDuplicates();
    }

    @Test
    void aWorkingDayHasAboutAsManyEventsAsItsRhythmSays() {
        assertThat((double) day(TUESDAY).size()).isCloseTo(6 * 60 * 24 * 1.15, within(1_500.0));
    }

    @Test
    void nightsAndWeekendsAreQuieter() {
        assertThat(hours(TUESDAY, 3, 4)).hasSizeLessThan(hours(TUESDAY, 10, 11).size() / 4);
        assertThat(day(SATURDAY)).hasSizeLessThan(day(TUESDAY).size() * 3 / 4);
    }

    @Test
    void everyThirtyDaysHaveADeployThatWentWrong() {
        assertThat(IntStream.range(0, 400).mapToObj(TUESDAY::plusDays))
                .allSatisfy(first -> assertThat(IntStream.range(0, 30).mapToObj(first::plusDays))
                        .anyMatch(BadDeploy::isDay));
    }

    @Test
    void theBadDeployMakesServerErrorsThenOnlySlowness() {
        Predicate<DemoEvent> payments = event ->
                event.exchange() != null && event.exchange().route().api().equals("payments");
        var before = median(hours(BAD_TUESDAY, 10, 14).stream().filter(payments).toList());

        assertThat(serverErrors(hours(BAD_TUESDAY, 14, 15))).isGreaterThan(10 * serverErrors(hours(TUESDAY, 14, 15)));
        assertThat(serverErrors(hours(BAD_TUESDAY, 15, 17))).isLessThan(0.02);
        assertThat(median(hours(BAD_TUESDAY, 15, 17).stream().filter(payments).toList()))
                .isGreaterThan(2 * before);
        assertThat(median(hours(BAD_TUESDAY, 18, 22).stream().filter(payments).toList()))
                .isLessThan(2 * before);
    }

    @Test
    void oneAgentIsNoisy() {
        var noisy = day(TUESDAY).stream()
                .filter(event -> event.agent().equals(Agent.NOISY) && event.exchange() != null)
                .toList();

        assertThat(noisy).hasSizeGreaterThan(300);
        assertThat(noisy.stream()
                        .filter(event ->
                                event.exchange() != null && event.exchange().status() >= 400))
                .hasSizeGreaterThan(noisy.size() / 2);
    }

    @Test
    void everyAgentRotatesItsCredentialsOnceInTwoWeeks() {
        var rotations = IntStream.range(0, 14)
                .mapToObj(TUESDAY::plusDays)
                .flatMap(day -> day(day).stream())
                .filter(event -> event.type().equals(DemoEvent.CREDENTIAL_ROTATION))
                .map(DemoEvent::agent);

        assertThat(rotations).containsExactlyInAnyOrderElementsOf(Agent.ALL);
    }

    @Test
    void tokensAreIssuedAndSometimesRefused() {
        var day = day(TUESDAY);
        var issued = day.stream()
                .filter(event -> event.type().equals(DemoEvent.TOKEN_ISSUANCE))
                .count();
        var refused = day.stream()
                .filter(event -> event.type().equals(DemoEvent.TOKEN_FAILURE))
                .count();

        assertThat(refused).isPositive().isLessThan(issued / 5);
    }

    private List<DemoEvent> day(LocalDate day) {
        return hours(day, 0, 24);
    }

    private List<DemoEvent> hours(LocalDate day, int from, int to) {
        return hours(generator, day, from, to);
    }

    private static List<DemoEvent> hours(TrafficGenerator generator, LocalDate day, int from, int to) {
        var midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        return IntStream.range(from * 60, to * 60)
                .mapToObj(minute -> midnight.plus(Duration.ofMinutes(minute)))
                .flatMap(minute -> generator.minute(minute).stream())
                .toList();
    }

    private static double serverErrors(List<DemoEvent> events) {
        return (double) events.stream()
                        .filter(event ->
                                event.exchange() != null && event.exchange().status() >= 500)
                        .count()
                / events.size();
    }

    private static double median(List<DemoEvent> events) {
        var durations = events.stream()
                .mapToDouble(event ->
                        event.exchange() == null ? 0 : event.exchange().timing().backendMs())
                .sorted()
                .toArray();
        return durations[durations.length / 2];
    }
}
