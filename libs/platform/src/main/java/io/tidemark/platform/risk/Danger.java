package io.tidemark.platform.risk;

/**
 * A setting that is dangerous in production.
 *
 * @param name by which it can be accepted
 * @param what the setting, and what may come of it, in a sentence
 */
record Danger(String name, String what) {}
