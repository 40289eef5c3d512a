/** The queue: trainings one after another. */
@NullMarked
package dev.lorabake.tui.queue;

import org.jspecify.annotations.NullMarked;
