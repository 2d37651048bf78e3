package io.tidemark.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Something measured several times; its figures are medians. */
public final class Scenario {

    private final String name;
    private final String unit;
    private final List<Sample> samples = new ArrayList<>();

    public Scenario(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    public void add(Sample sample) {
        samples.add(sample);
    }

    public String name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    public double perSecond() {
        return median(Sample::perSecond);
    }

    /** Each figure the median of its own: no run need have looked like this. */
    Sample median() {
        return new Sample(
                perSecond(),
                median(Sample::seconds),
                median(Sample::p50Ms),
                median(Sample::p99Ms),
                median(Sample::serviceCpu),
                median(Sample::postgresCpu),
                median(Sample::generatorCpu));
    }

    double median(ToDoubleFunction<Sample> figure) {
        return Median.of(samples.stream().mapToDouble(figure).toArray());
    }
}
