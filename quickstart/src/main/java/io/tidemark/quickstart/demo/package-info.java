/** Invented but lifelike traffic: the same minute always has the same events. */
@NullMarked
package io.tidemark.quickstart.demo;

import org.jspecify.annotations.NullMarked;
