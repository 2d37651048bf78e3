package io.tidemark.quickstart.demo;

import java.nio.file.Path;
import java.util.function.Consumer;

public final class DemoTraffic {
    public DemoTraffic(String baseUrl, String apiKey, Path progressFile, Consumer<String> say) {}

    public void catchUp() {}

    public void start() {}
}
