package io.tidemark.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Laws of the bucket, whatever the limit and whoever asks when for how much. */
class TokenBucketTest {

    private static final long SECOND = 1_000_000;

    record Request(long pause, long amount) {}

    @Provide
    Arbitrary<List<Request>> requests() {
        var pauses = Arbitraries.longs().between(0, 2 * SECOND);
        var amounts = Arbitraries.longs().between(1, 10_000);
        return Combinators.combine(pauses, amounts).as(Request::new).list().ofMaxSize(50);
    }

    @Property
    void noMorePassesThanTheLimitTheBucketAndTheDebtOfOneRequest(
            @ForAll @LongRange(min = 1, max = 1_000_000) long perSecond, @ForAll("requests") List<Request> requests) {
        var bucket = TokenBucket.full(perSecond, 0);
        long now = 0;
        long passed = 0;
        long largest = 0;
        for (var request : requests) {
            now += request.pause();
            var taken = bucket.take(request.amount(), perSecond, now);
            bucket = taken.bucket();
            passed += taken.decision().allowed() ? request.amount() : 0;
            largest = Math.max(largest, request.amount());
            var allowance = (double) perSecond * now / SECOND + perSecond + Math.max(0, largest - perSecond);
            assertThat((double) passed).isLessThanOrEqualTo(allowance + 0.001);
        }
    }

    @Property
    void whoWaitsAsToldPasses(
            @ForAll @LongRange(min = 1, max = 1_000_000) long perSecond, @ForAll("requests") List<Request> requests) {
        var bucket = TokenBucket.full(perSecond, 0);
        long now = 0;
        for (var request : requests) {
            now += request.pause();
            var first = bucket.take(request.amount(), perSecond, now);
            bucket = first.bucket();
            if (!first.decision().allowed()) {
                now += first.decision().retryAfter().toNanos() / 1000;
                var second = bucket.take(request.amount(), perSecond, now);
                bucket = second.bucket();
                assertThat(second.decision().allowed()).isTrue();
            }
        }
    }

    @Property
    void whatRemainsCanBeTaken(
            @ForAll @LongRange(min = 1, max = 1_000_000) long perSecond, @ForAll("requests") List<Request> requests) {
        var bucket = TokenBucket.full(perSecond, 0);
        long now = 0;
        for (var request : requests) {
            now += request.pause();
            var taken = bucket.take(request.amount(), perSecond, now);
            bucket = taken.bucket();
            var remaining = taken.decision().remaining();
            assertThat(remaining).isBetween(0L, perSecond);
            assertThat(bucket.take(remaining, perSecond, now).decision().allowed() || remaining == 0)
                    .isTrue();
        }
    }

    @Property
    void afterTheResetAllOfTheLimitIsThere(
            @ForAll @LongRange(min = 1, max = 1_000_000) long perSecond,
            @ForAll @LongRange(min = 1, max = 10_000) long amount) {
        var taken = TokenBucket.full(perSecond, 0).take(amount, perSecond, 0);
        var reset = taken.decision().resetAfter().toNanos() / 1000;

        assertThat(taken.bucket().take(perSecond, perSecond, reset).decision().allowed())
                .isTrue();
    }

    @Example
    void aBatchAboveTheLimitPassesAndIsMadeUpFor() {
        var taken = TokenBucket.full(10, 0).take(40, 10, 0);

        assertThat(taken.decision().allowed()).isTrue();
        var next = taken.bucket().take(1, 10, 0).decision();
        assertThat(next.allowed()).isFalse();
        assertThat(next.retryAfter()).isEqualTo(Duration.ofMillis(3100));
        assertThat(next.resetAfter()).isEqualTo(Duration.ofSeconds(4));
    }

    @Example
    void aClockThatGoesBackRefillsNothing() {
        var empty = TokenBucket.full(10, 5 * SECOND).take(10, 10, 5 * SECOND).bucket();

        assertThat(empty.take(1, 10, 0).decision().allowed()).isFalse();
        assertThat(empty.take(1, 10, 5 * SECOND + SECOND / 10).decision().allowed())
                .isTrue();
    }

    @Example
    void aLowerLimitAppliesAtOnce() {
        var full = TokenBucket.full(100, 0);

        assertThat(full.take(5, 5, 0).decision().remaining()).isZero();
    }

    @Example
    void theHeadersSayWhatIsLeft() {
        var decision = TokenBucket.full(100, 0).take(1, 100, 0).decision();

        assertThat(decision.headers("read"))
                .containsEntry("RateLimit-Policy", "\"read\";q=100;w=1")
                .containsEntry("RateLimit", "\"read\";r=99;t=1");
        assertThat(Decision.UNLIMITED.headers("read")).isEmpty();
    }
}
