package io.tidemark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScenarioTest {

    @Test
    void medianIsTheValueInTheMiddle() {
        assertThat(Median.of(5, 1, 9)).isEqualTo(5);
        assertThat(Median.of(4, 1, 2, 9)).isEqualTo(3);
        assertThat(Median.of(7)).isEqualTo(7);
    }

    @Test
    void figuresAreMediansEachOfItsOwn() {
        var scenario = new Scenario("x", "event");
        scenario.add(sample(100, 3));
        scenario.add(sample(300, 1));
        scenario.add(sample(200, 2));

        assertThat(scenario.perSecond()).isEqualTo(200);
        assertThat(scenario.median(Sample::p50Ms)).isEqualTo(2);
    }

    @Test
    void cpuIsToldPerEvent() {
        assertThat(sample(1000, 1).micros(0.5)).isEqualTo(250);
    }

    private static Sample sample(double perSecond, double p50) {
        return new Sample(perSecond, 2, p50, 2 * p50, 0, 0, 0);
    }
}
