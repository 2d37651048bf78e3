package io.tidemark.risk;

/**
 * What is dangerous in production.
 *
 * @param name by which it can be accepted
 * @param what the option, and what may come of it, in a sentence
 */
public record Danger(String name, String what) {}
