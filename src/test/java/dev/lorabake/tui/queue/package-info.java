/** Tests of the queue on the screen. */
@NullMarked
package dev.lorabake.tui.queue;

import org.jspecify.annotations.NullMarked;
