package io.tidemark.events;

/**
 * One thing wrong with an event.
 *
 * @param field its name as sent ({@code error.type}), empty when it is the event as a whole
 * @param message completes the sentence "the field …"
 */
public record FieldError(String field, String message) {}
