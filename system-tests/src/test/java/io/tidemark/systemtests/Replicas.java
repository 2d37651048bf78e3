package io.tidemark.systemtests;

import io.tidemark.quickstart.ingress.Upstream;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The instances of a service behind an ingress, in turn: those that were ready when it last looked, as Kubernetes does. */
final class Replicas implements Upstream, AutoCloseable {

    private static final long LOOK_MILLIS = 100;

    private final List<ServiceProcess> instances;
    private final List<ServiceProcess> ready;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looks =
            Executors.newScheduledThreadPool(0, Thread.ofVirtual().factory());

    Replicas(List<ServiceProcess> instances) {
        this.instances = List.copyOf(instances);
        this.ready = new CopyOnWriteArrayList<>(instances);
        looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public OptionalInt next() {
        var now = List.copyOf(ready);
        return now.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(now.get(Math.floorMod(turn.getAndIncrement(), now.size()))
                        .port());
    }

    List<ServiceProcess> instances() {
        return instances;
    }

    boolean areAllReady() {
        return ready.containsAll(instances);
    }

    private void look() {
        for (var instance : instances) {
            var isReady = instance.isAlive() && instance.answersReady();
            if (!isReady) {
                ready.remove(instance);
            } else if (!ready.contains(instance)) {
                ready.add(instance);
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
